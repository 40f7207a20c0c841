/**
 * A place where so many wait for each other before any goes on, however busy the machine is. Who waits for longer than
 * five seconds goes on alone, so that a test of too few fails instead of hanging.
 */
export function barrier(together: number): () => Promise<void> {
  let arrived = 0
  let letAllGo: () => void
  const allAreHere = new Promise<void>((resolve) => (letAllGo = resolve))
  return async () => {
    arrived += 1
    if (arrived === together) {
      letAllGo()
    }
    await Promise.race([allAreHere, new Promise((resolve) => setTimeout(resolve, 5000))])
  }
}
