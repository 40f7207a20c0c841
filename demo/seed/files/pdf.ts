const PAGE = { width: 595, height: 842, margin: 64 }
const TITLE_SIZE = 24
const TEXT_SIZE = 12
const LINE = 20

/** A one-page PDF: a title and lines of text, in a font every reader has. Latin-1 only, about 40 lines. */
export function pdf(title: string, lines: string[]): Buffer {
  const left = PAGE.margin
  const top = PAGE.height - PAGE.margin
  const text = [
    "BT",
    `/F2 ${TITLE_SIZE} Tf ${left} ${top - TITLE_SIZE} Td (${escape(title)}) Tj`,
    `/F1 ${TEXT_SIZE} Tf ${LINE} TL 0 -${LINE} Td`,
    ...lines.map((line) => `T* (${escape(line)}) Tj`),
    "ET",
  ].join("\n")
  return assemble([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents 6 0 R /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    `<< /Length ${Buffer.byteLength(text, "latin1")} >>\nstream\n${text}\nendstream`,
  ])
}

/** Objects with the table of where each begins, which readers start from. */
function assemble(objects: string[]): Buffer {
  let body = "%PDF-1.4\n"
  const offsets = objects.map((object, index) => {
    const at = Buffer.byteLength(body, "latin1")
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = Buffer.byteLength(body, "latin1")
  const entries = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`)
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join("")}`
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(body, "latin1")
}

const escape = (text: string) => text.replace(/[\\()]/g, "\\$&")
