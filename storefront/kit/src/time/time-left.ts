/** Whole hours and minutes left, rounded up like every countdown here: nothing left is 0 and 0. */
export function timeLeft(ms: number): { hours: number; minutes: number } {
  const minutes = Math.ceil(Math.max(0, ms) / 60_000)
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}
