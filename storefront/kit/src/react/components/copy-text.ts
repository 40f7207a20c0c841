/** Puts text on the clipboard; false where the browser doesn't let it (an insecure page, a refused permission). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** The old way, which also works on pages without https. */
function copyBySelection(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement("textarea")
  field.value = text
  field.setAttribute("readonly", "")
  field.style.cssText = "position:fixed;top:0;opacity:0"
  document.body.append(field)
  field.select()
  let isCopied = false
  try {
    isCopied = document.execCommand("copy")
  } catch {
    isCopied = false
  }
  field.remove()
  if (before instanceof HTMLElement) {
    before.focus({ preventScroll: true })
  }
  return isCopied
}
