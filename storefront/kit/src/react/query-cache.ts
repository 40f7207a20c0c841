const LIMIT = 100

/** Last answers by key, so that going back to a page shows it at once while it is read again. */
export class QueryCache {
  private readonly entries = new Map<string, unknown>()
  private readonly listeners = new Set<() => void>()
  private generation = 0

  get<T>(key: string): T | undefined {
    return this.entries.get(key) as T | undefined
  }

  set(key: string, value: unknown): void {
    this.entries.delete(key)
    this.entries.set(key, value)
    if (this.entries.size > LIMIT) {
      const oldest = this.entries.keys().next()
      if (!oldest.done) {
        this.entries.delete(oldest.value)
      }
    }
  }

  /** Forgets everything and has every mounted query read again: somebody signed in or out. */
  clear(): void {
    this.entries.clear()
    this.generation++
    this.listeners.forEach((listener) => listener())
  }

  getGeneration = (): number => this.generation

  getServerGeneration = (): number => 0

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
