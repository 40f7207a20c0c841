import { isStorable } from "./storable-text"

describe("isStorable", () => {
  it.each(["Zoë 🎟", "", "%00", "\\u0000", 0, null, undefined, true, { a: [{ "b c": "d" }] }, [], "\t\n"])("takes %j", (input) => {
    expect(isStorable(input)).toBe(true)
  })

  it.each(["\0", "a\0b", "\ud83c", "\udf9f!", { metadata: { deep: [{ er: "x\0" }] } }, { "ke\0y": 1 }, [["\0"]]])("refuses %j", (input) => {
    expect(isStorable(input)).toBe(false)
  })

  it("looks into what is nested very deeply", () => {
    const nested = JSON.parse(`${"[".repeat(20_000)}"\\u0000"${"]".repeat(20_000)}`)
    expect(isStorable(nested)).toBe(false)
  })
})
