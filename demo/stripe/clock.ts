/** The stand-in's time. Tests move it forward to see sessions expire; it never goes back. */
export class Clock {
  constructor(private offsetSeconds = 0) {}

  /** Unix seconds. */
  now(): number {
    return Math.floor(Date.now() / 1000) + this.offsetSeconds
  }

  get offset(): number {
    return this.offsetSeconds
  }

  set offset(seconds: number) {
    this.offsetSeconds = seconds
  }
}
