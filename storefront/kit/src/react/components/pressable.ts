/**
 * What a button needs that can't be pressed now or any more. Not `disabled`: the button that was just pressed would throw
 * the keyboard and the screen reader back to the top of the page.
 */
export function pressable(isOff: boolean, onPress: () => void): { "aria-disabled": boolean; onClick: () => void } {
  return {
    "aria-disabled": isOff,
    onClick: () => {
      if (!isOff) {
        onPress()
      }
    },
  }
}
