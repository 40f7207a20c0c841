import { startPolling, type Visibility } from "./polling.ts"

const PACE = { firstMs: 1_000, maxMs: 4_000 }

function page() {
  let visible = true
  const listeners = new Set<() => void>()
  const visibility: Visibility = {
    isVisible: () => visible,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const show = (value: boolean) => {
    visible = value
    listeners.forEach((listener) => listener())
  }
  return { visibility, show, listeners }
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

describe("startPolling", () => {
  it("asks later each time nothing changes, up to a limit, and soon again after a change", async () => {
    const { visibility } = page()
    const ask = jest.fn(async () => false)
    const stop = startPolling({ ask, pace: PACE, visibility, random: () => 0.5 })
    const askedAfter = async (ms: number) => {
      ask.mockClear()
      await jest.advanceTimersByTimeAsync(ms - 1)
      expect(ask).not.toHaveBeenCalled()
      await jest.advanceTimersByTimeAsync(1)
      expect(ask).toHaveBeenCalledTimes(1)
    }
    await askedAfter(1_000)
    await askedAfter(2_000)
    await askedAfter(4_000)
    ask.mockResolvedValueOnce(true)
    await askedAfter(4_000)
    await askedAfter(1_000)
    stop()
  })

  it("counts a failure as no change", async () => {
    const { visibility } = page()
    const ask = jest.fn(() => Promise.reject(new Error("down")))
    const stop = startPolling({ ask, pace: PACE, visibility, random: () => 0.5 })
    await jest.advanceTimersByTimeAsync(1_000 + 2_000)
    expect(ask).toHaveBeenCalledTimes(2)
    stop()
  })

  it("pauses in a hidden tab and goes on soon after it is shown", async () => {
    const { visibility, show } = page()
    const ask = jest.fn(async () => false)
    const stop = startPolling({ ask, pace: PACE, visibility, random: () => 0.5 })
    await jest.advanceTimersByTimeAsync(1_000)
    show(false)
    await jest.advanceTimersByTimeAsync(600_000)
    expect(ask).toHaveBeenCalledTimes(1)
    show(true)
    await jest.advanceTimersByTimeAsync(1_000)
    expect(ask).toHaveBeenCalledTimes(2)
    stop()
  })

  it("asks one question at a time, however often the tab is hidden and shown", async () => {
    const { visibility, show } = page()
    let answer = (_changed: boolean) => undefined as void
    const ask = jest.fn(() => new Promise<boolean>((resolve) => (answer = resolve)))
    const stop = startPolling({ ask, pace: PACE, visibility, random: () => 0.5 })
    await jest.advanceTimersByTimeAsync(1_000)
    show(false)
    show(true)
    await jest.advanceTimersByTimeAsync(60_000)
    expect(ask).toHaveBeenCalledTimes(1)
    answer(true)
    await jest.advanceTimersByTimeAsync(1_000)
    expect(ask).toHaveBeenCalledTimes(2)
    stop()
  })

  it("is over when it is stopped, even in the middle of a question", async () => {
    const { visibility, listeners } = page()
    let answer = (_changed: boolean) => undefined as void
    const ask = jest.fn(() => new Promise<boolean>((resolve) => (answer = resolve)))
    const stop = startPolling({ ask, pace: PACE, visibility })
    await jest.advanceTimersByTimeAsync(1_200)
    stop()
    answer(true)
    await jest.advanceTimersByTimeAsync(600_000)
    expect(ask).toHaveBeenCalledTimes(1)
    expect(listeners.size).toBe(0)
  })
})
