/**
 * Which slide a row that is scrolled through shows first.
 * @param starts distance in px of each slide's start from the row's start; negative for what was scrolled past
 * @param isAtEnd the row can't be scrolled further: its last slide may never reach the start
 */
export function currentSlide(starts: number[], isAtEnd: boolean): number {
  if (isAtEnd) {
    return Math.max(0, starts.length - 1)
  }
  let nearest = 0
  starts.forEach((start, index) => {
    if (Math.abs(start) < Math.abs(starts[nearest] ?? Infinity)) {
      nearest = index
    }
  })
  return nearest
}
