class TestStorage {
  readonly items = new Map<string, string>()
  constructor(private readonly isFull: () => boolean) {}
  getItem = (key: string) => this.items.get(key) ?? null
  removeItem = (key: string) => void this.items.delete(key)
  setItem = (key: string, value: string) => {
    if (this.isFull()) {
      throw new Error("QuotaExceededError")
    }
    this.items.set(key, value)
  }
}

/** As much of a browser's window as remembering things needs: its two storages, and the events that tell of other tabs. */
export class TestBrowser {
  isFull = false
  readonly localStorage = new TestStorage(() => this.isFull)
  readonly sessionStorage = new TestStorage(() => this.isFull)
  private readonly events = new EventTarget()
  readonly addEventListener = this.events.addEventListener.bind(this.events)
  readonly removeEventListener = this.events.removeEventListener.bind(this.events)

  constructor() {
    Object.assign(globalThis, { window: this })
  }

  close(): void {
    Reflect.deleteProperty(globalThis, "window")
  }

  /** Another tab changes what all of them share. */
  changeElsewhere(key: string, value: string | null): void {
    this.changeUnnoticed(key, value)
    this.events.dispatchEvent(Object.assign(new Event("storage"), { key }))
  }

  /** The same while this page sleeps in the back-forward cache. */
  changeUnnoticed(key: string, value: string | null): void {
    if (value === null) {
      this.localStorage.items.delete(key)
    } else {
      this.localStorage.items.set(key, value)
    }
  }

  showAgain(): void {
    this.events.dispatchEvent(new Event("pageshow"))
  }
}
