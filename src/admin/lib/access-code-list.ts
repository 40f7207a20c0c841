/** The most codes one request takes. */
export const CODES_A_REQUEST = 10_000
/** No code that a person types is longer. */
export const LONGEST_CODE = 200

export type CodeList = {
  codes: string[]
  /** Codes that stand in the list more than once: each is kept once. */
  repeated: number
  /** The lines of codes that are too long to be one. */
  tooLong: number[]
}

const HEADER = /^(access[ _-]?)?(code|codes|voucher|vouchers|key|keys|coupon|coupons)$/i

/**
 * Reads a pasted or uploaded list. One line: everything on it is a code ("A1, B2, C3"). Several lines: the first column
 * of each is the code, so that a spreadsheet's export works; a heading such as "code" is left out.
 */
export function readCodeList(text: string): CodeList {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ cells: cellsOf(line), number: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""))

  const found = (lines.length === 1 ? lines[0].cells : lines.map(({ cells }) => cells[0])).map((code, index) => ({
    code,
    line: lines.length === 1 ? lines[0].number : lines[index].number,
  }))
  if (lines.length > 1 && HEADER.test(found[0].code)) {
    found.shift()
  }

  const codes = new Set<string>()
  const tooLong: number[] = []
  let repeated = 0
  for (const { code, line } of found) {
    if (code === "") {
      continue
    }
    if (code.length > LONGEST_CODE) {
      tooLong.push(line)
    } else if (codes.has(code)) {
      repeated += 1
    } else {
      codes.add(code)
    }
  }
  return { codes: [...codes], repeated, tooLong }
}

/** A line's cells: parted by commas, semicolons or tabs, with the quotes a spreadsheet puts around them taken off. */
function cellsOf(line: string): string[] {
  const cells: string[] = []
  const pattern = / *(?:"((?:[^"]|"")*)"|([^,;\t]*)) *(?:[,;\t]|$)/y
  while (pattern.lastIndex < line.length) {
    // Always matches: whatever is no quoted cell is a plain one.
    const [, quoted, plain] = pattern.exec(line)!
    cells.push((quoted?.replace(/""/g, '"') ?? plain).trim())
  }
  return cells.length > 0 ? cells : [""]
}
