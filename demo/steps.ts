/** Prints what the launcher does, line by line: the same on a terminal, in a pipe and in a CI log. */
export class Steps {
  constructor(
    private readonly write: (text: string) => void = (text) => process.stdout.write(text),
    private readonly now: () => number = () => performance.now()
  ) {}

  /**
   * Runs one step and prints it with its duration when it is done.
   * @param hint for a step that takes a while, printed when it starts
   */
  async run<T>(title: string, work: (progress: (text: string) => void) => Promise<T>, hint?: string): Promise<T> {
    const start = this.now()
    if (hint) {
      this.write(`  · ${title}: ${hint}\n`)
    }
    try {
      const result = await work((text) => this.write(`      ${text}\n`))
      this.write(`  ✓ ${title}  ${formatDuration(this.now() - start)}\n`)
      return result
    } catch (error) {
      throw new StepError(title, error)
    }
  }

  /** A step that had nothing to do. */
  skip(title: string, reason: string): void {
    this.write(`  ✓ ${title}  ${reason}\n`)
  }

  note(text: string): void {
    this.write(`  ! ${text.split("\n").join("\n    ")}\n`)
  }

  line(text = ""): void {
    this.write(`${text}\n`)
  }
}

/** A step that failed, with its title, so that the last line a person sees says where. */
export class StepError extends Error {
  constructor(
    readonly step: string,
    readonly reason: unknown
  ) {
    super(reason instanceof Error ? reason.message : String(reason))
  }
}

/** 0.4 s, 12.3 s, 1 min 05 s */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 59.95) {
    return `${seconds.toFixed(1)} s`
  }
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`
}
