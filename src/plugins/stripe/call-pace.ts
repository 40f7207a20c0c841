/** Keeps calls at least so many milliseconds apart, however many wait for their turn. */
export class CallPace {
  private free = 0

  constructor(private readonly apartMs: number) {}

  /** Waits until the next call may be made. */
  async turn(): Promise<void> {
    const now = performance.now()
    const at = Math.max(now, this.free)
    this.free = at + this.apartMs
    if (at > now) {
      await new Promise((resolve) => setTimeout(resolve, at - now))
    }
  }
}
