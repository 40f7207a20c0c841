import { inflateSync } from "node:zlib"
import jsQR from "jsqr"

/** What a test reads from a PDF that PDFKit wrote: its words, how many pages it has, and what its QR code says. */
export type ReadPdf = { text: string; pages: number; qr: string | null }

function streamsOf(pdf: Buffer): string[] {
  const streams: string[] = []
  const marks = /stream\r?\n/g
  const source = pdf.toString("latin1")
  for (let mark = marks.exec(source); mark; mark = marks.exec(source)) {
    if (source.slice(mark.index - 3, mark.index) === "end") {
      continue
    }
    const raw = pdf.subarray(mark.index + mark[0].length, source.indexOf("endstream", mark.index))
    try {
      streams.push(inflateSync(raw).toString("latin1"))
    } catch {
      streams.push(raw.toString("latin1"))
    }
  }
  return streams
}

const fromHex = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le")

/** Which letters a font's glyphs stand for. */
function lettersOf(cmap: string): Map<number, string> {
  const letters = new Map<number, string>()
  for (const [, from, , listed] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    const texts = [...listed.matchAll(/<([0-9a-f ]*)>/gi)].map(([, hex]) => fromHex(hex.replace(/ /g, "")))
    texts.forEach((text, index) => letters.set(parseInt(from, 16) + index, text))
  }
  return letters
}

function objectOf(source: string, id: string): string {
  return new RegExp(`(?:^|\\n)${id} 0 obj\\n([\\s\\S]*?)endobj`).exec(source)?.[1] ?? ""
}

/** The letters of each font, by the name under which pages use it. */
function fontsOf(pdf: Buffer): Map<string, Map<number, string>> {
  const source = pdf.toString("latin1")
  const fonts = new Map<string, Map<number, string>>()
  for (const [, name, id] of source.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const cmapId = /\/ToUnicode (\d+) 0 R/.exec(objectOf(source, id))?.[1]
    if (cmapId) {
      const start = source.indexOf(`\n${cmapId} 0 obj\n`)
      fonts.set(name, lettersOf(streamsOf(pdf.subarray(start, source.indexOf("endobj", start)))[0] ?? ""))
    }
  }
  return fonts
}

function wordsOf(content: string, fonts: Map<string, Map<number, string>>): string {
  let letters = new Map<number, string>()
  const lines: string[] = []
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) {
      letters = fonts.get(font) ?? letters
    } else {
      const glyphs = [...shown.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex]) => hex.match(/.{4}/g) ?? [])
      lines.push(glyphs.map((glyph) => letters.get(parseInt(glyph, 16)) ?? "\ufffd").join(""))
    }
  }
  return lines.join("\n")
}

/** Scans the dark shapes as a camera would see them. */
function scan(content: string): string | null {
  const shapes = [...content.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re\b/g)].map((shape) => shape.slice(1, 5).map(Number))
  // All rows of a code are equally high, and there is little else on the page.
  const height = shapes.map(([, , , high]) => high).sort((a, b) => a - b)[Math.floor(shapes.length / 2)]
  const modules = shapes.filter(([, , , high]) => Math.abs(high - height) < 0.01)
  const [left, top] = [Math.min(...modules.map(([x]) => x)), Math.min(...modules.map(([, y]) => y))]
  const count = Math.round((Math.max(...modules.map(([x, , wide]) => x + wide)) - left) / height)
  const [scale, quiet] = [4, 4]
  const size = (count + 2 * quiet) * scale
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255)
  for (const [x, y, wide] of modules) {
    const row = Math.round((y - top) / height) + quiet
    const from = Math.round((x - left) / height) + quiet
    for (let pixelY = row * scale; pixelY < (row + 1) * scale; pixelY++) {
      for (let pixelX = from * scale; pixelX < (from + Math.round(wide / height)) * scale; pixelX++) {
        pixels.fill(0, (pixelY * size + pixelX) * 4, (pixelY * size + pixelX) * 4 + 3)
      }
    }
  }
  return jsQR(pixels, size, size)?.data ?? null
}

export function readPdf(pdf: Buffer): ReadPdf {
  const content = streamsOf(pdf).find((stream) => / TJ/.test(stream)) ?? ""
  return {
    text: wordsOf(content, fontsOf(pdf)),
    pages: (pdf.toString("latin1").match(/\/Type \/Page\b(?!s)/g) ?? []).length,
    qr: scan(content),
  }
}
