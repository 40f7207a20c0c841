import { pdf } from "./pdf"
import { wav } from "./wav"

describe("pdf", () => {
  const file = pdf("Recordings (all)", ["One \\ two", "Straße"]).toString("latin1")

  it("has a table that says where each object begins", () => {
    const table = Number(/startxref\n(\d+)/.exec(file)?.[1])
    expect(file.slice(table, table + 4)).toBe("xref")
    const offsets = [...file.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, at]) => Number(at))
    expect(offsets).toHaveLength(6)
    offsets.forEach((at, index) => expect(file.slice(at).startsWith(`${index + 1} 0 obj`)).toBe(true))
  })

  it("says how long its text is, and keeps signs of the language out of it", () => {
    const [, length, text] = /<< \/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(file) ?? []
    expect(text).toHaveLength(Number(length))
    expect(text).toContain("(Recordings \\(all\\)) Tj")
    expect(text).toContain("(One \\\\ two) Tj")
    expect(text).toContain("(Stra\xdfe) Tj")
  })
})

describe("wav", () => {
  it("says how long it is, and sounds", () => {
    const file = wav([220, 330])
    expect(file.toString("latin1", 0, 4) + file.toString("latin1", 8, 16)).toBe("RIFFWAVEfmt ")
    expect(file.readUInt32LE(4)).toBe(file.length - 8)
    expect(file.readUInt32LE(40)).toBe(file.length - 44)
    expect(file.length - 44).toBe(2 * 4_000 * 2)
    expect(Math.max(...Array.from({ length: 100 }, (_, index) => file.readInt16LE(44 + index * 2)))).toBeGreaterThan(10_000)
  })
})
