import { formatFileSize } from "./file-size.ts"

describe("formatFileSize", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1_000, "1 kB"],
    [2_449_000, "2.4 MB"],
    [734_000_000, "734 MB"],
    [5_300_000_000_000, "5,300 GB"],
  ])("%d bytes", (bytes, text) => expect(formatFileSize(bytes)).toBe(text))

  it("speaks the shop's language", () => expect(formatFileSize(2_449_000, "de")).toMatch(/^2,4\sMB$/))
})
