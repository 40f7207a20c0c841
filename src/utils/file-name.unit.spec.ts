import { extensionOf, safeFileName } from "./file-name"

describe("safeFileName", () => {
  it.each([
    ["Workbook.pdf", "Workbook.pdf"],
    ["Übungsbuch für Łukasz – 第1章.pdf", "Übungsbuch für Łukasz – 第1章.pdf"],
    ["../../etc/passwd", "passwd"],
    ["C:\\files\\slides.pptx", "slides.pptx"],
    ["a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"],
    ["invoice\u202efdp.exe", "invoicefdp.exe"],
    [".htaccess", "htaccess"],
    ["..", "file"],
    ["", "file"],
    ["   ", "file"],
    ['"quoted".mp3', "quoted.mp3"],
  ])("makes %j %j", (given, expected) => {
    expect(safeFileName(given)).toBe(expected)
  })

  it("keeps the extension of a long name, and no half of a character", () => {
    expect(safeFileName(`${"a".repeat(400)}.epub`)).toMatch(/^a+\.epub$/)
    expect(safeFileName(`${"a".repeat(400)}.epub`)).toHaveLength(150)
    expect(safeFileName(`${"a".repeat(149)}😀b`)).toBe("a".repeat(149))
  })
})

it("finds the extension", () => {
  expect(extensionOf("Workbook.final.PDF")).toBe("pdf")
  expect(extensionOf("README")).toBe("")
})
