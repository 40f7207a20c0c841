import fc from "fast-check"
import { freeHandle, handleFromTitle, HANDLE_PATTERN } from "./event-handle"

describe("handleFromTitle", () => {
  it.each([
    ["Café & Code, 2027!", "cafe-code-2027"],
    ["  Straßenfest  ", "strassenfest"],
    ["Ünïcödé", "unicode"],
    ["日本語", "event"],
    ["---", "event"],
  ])("makes %j into %s", (title, handle) => {
    expect(handleFromTitle(title)).toBe(handle)
  })

  it("always answers a valid handle, which is no id", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (title) => {
        const handle = handleFromTitle(title)
        expect(handle).toMatch(HANDLE_PATTERN)
        expect(handle.length).toBeLessThanOrEqual(80)
        expect(handle).not.toContain("_")
      })
    )
  })
})

describe("freeHandle", () => {
  it("counts up from the base", () => {
    expect(freeHandle("summit", [])).toBe("summit")
    expect(freeHandle("summit", ["summit"])).toBe("summit-2")
    expect(freeHandle("summit", ["summit", "summit-2", "summit-4"])).toBe("summit-3")
    expect(freeHandle("summit", ["summit-2"])).toBe("summit")
  })
})
