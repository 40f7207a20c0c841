import { TestBrowser } from "../../testing/test-browser.ts"
import { keptText } from "./kept-text.ts"

let browser: TestBrowser
beforeEach(() => {
  browser = new TestBrowser()
})
afterEach(() => browser.close())

it("keeps a text where every tab finds it, and no copy that outlives it", () => {
  const text = keptText("localStorage", "key")
  text.set("signed in")
  expect(keptText("localStorage", "key").get()).toBe("signed in")
  browser.changeElsewhere("key", null)
  expect(text.get()).toBeNull()
})

it("keeps the two areas apart", () => {
  keptText("sessionStorage", "key").set("of this tab")
  expect(keptText("localStorage", "key").get()).toBeNull()
  expect(keptText("sessionStorage", "key").get()).toBe("of this tab")
})

it("keeps it in memory where the browser refuses to, and trusts the browser again once it doesn't", () => {
  const text = keptText("localStorage", "key")
  text.set("old")
  browser.isFull = true
  text.set("new")
  expect(text.get()).toBe("new")
  browser.isFull = false
  text.set("newer")
  browser.changeElsewhere("key", "newest")
  expect(text.get()).toBe("newest")
})

it("keeps it in memory where there is no browser", () => {
  browser.close()
  const text = keptText("localStorage", "key")
  text.set("a")
  expect(text.get()).toBe("a")
  text.onChange(() => undefined)()
})

describe("onChange", () => {
  it("tells every listener of a change in another tab once, and none of this tab's own", () => {
    const text = keptText("localStorage", "key")
    const heard: string[] = []
    const stops = [text.onChange(() => heard.push("first")), text.onChange(() => heard.push("second"))]
    text.set("mine")
    browser.changeElsewhere("other", "x")
    browser.showAgain()
    expect(heard).toEqual([])
    browser.changeElsewhere("key", "theirs")
    browser.showAgain()
    expect(heard).toEqual(["first", "second"])
    stops.forEach((stop) => stop())
    browser.changeElsewhere("key", "later")
    expect(heard).toHaveLength(2)
  })

  it("notices what changed while the page slept", () => {
    const text = keptText("localStorage", "key")
    text.set("signed in")
    const listener = jest.fn()
    text.onChange(listener)
    browser.changeUnnoticed("key", null)
    expect(listener).not.toHaveBeenCalled()
    browser.showAgain()
    expect(listener).toHaveBeenCalledTimes(1)
  })
})
