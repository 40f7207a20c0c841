import PDFDocument from "pdfkit"
import QRCode from "qrcode"
import { eventDates } from "./event-dates"

/** What is printed on a ticket. */
export type TicketFacts = {
  event: { title: string; starts_at: Date; ends_at: Date; time_zone: string; venue: string | null; city: string | null }
  /** What it admits to. */
  title: string
  /** 1 to `quantity`. */
  position: number
  quantity: number
  holder: { name: string | null; email: string | null }
  order_number: string
  unit_id: string
  /** What the QR code says. */
  token: string
}

type Document = PDFKit.PDFDocument

// Points: A6, which fits a phone's screen and prints four to a sheet.
const WIDTH = 297.64
const HEIGHT = 419.53
const MARGIN = 22
const INNER = WIDTH - 2 * MARGIN
const HEADER = 92
const QR_SIZE = 158

const INK = "#18181b"
const QUIET = "#5b5b66"
const ACCENT = "#4f46e5"
const HEADER_COLOR = "#1e1b4b"
const HEADER_QUIET = "#c7d2fe"
const LINE = "#e4e4e7"

/** PDF's own fonts know no "Ł" or "Đ"; Inter has all of Latin, Greek and Cyrillic, and only the signs used are embedded. */
const FONTS = {
  regular: require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
  bold: require.resolve("@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf"),
}

type Style = { width: number; lines: number; sizes: number[]; font: keyof typeof FONTS }
type Placed = Style & { x: number; y: number; color: string }

/** The largest of the sizes in which a text fits its lines, else the smallest, and how high it is then. */
function fit(doc: Document, text: string, { width, lines, sizes, font }: Style): { size: number; height: number } {
  const measure = (size: number) => {
    const needed = doc.font(font).fontSize(size).heightOfString(text, { width })
    const most = doc.currentLineHeight(true) * lines + 1
    return { size, height: Math.min(needed, most), fits: needed <= most }
  }
  const measured = sizes.map(measure)
  return measured.find(({ fits }) => fits) ?? measured[measured.length - 1]
}

/** Writes a text as large as it fits, cut with an ellipsis if it doesn't. @returns its end */
function write(doc: Document, text: string, { x, y, color, ...style }: Placed): number {
  const { size, height } = fit(doc, text, style)
  doc.font(style.font).fontSize(size).fillColor(color).text(text, x, y, { width: style.width, height, ellipsis: true })
  return y + height
}

/** A small label above its value, or one line for each of its values. */
function field(doc: Document, label: string, values: string[], x: number, y: number, width: number): void {
  write(doc, label.toUpperCase(), { x, y, width, lines: 1, sizes: [5.5], font: "bold", color: QUIET })
  let end = y + 8
  for (const value of values) {
    end = write(doc, value, { x, y: end, width, lines: values.length > 1 ? 1 : 2, sizes: [9, 8, 7], font: "regular", color: INK })
  }
}

/** The code as shapes, sharp at any size; dark modules side by side are one shape. */
function drawQr(doc: Document, text: string, x: number, y: number, size: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" })
  const step = size / modules.size
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; ) {
      const from = column
      while (column < modules.size && modules.get(row, column)) {
        column++
      }
      if (column > from) {
        doc.rect(x + from * step, y + row * step, (column - from) * step, step)
      } else {
        column++
      }
    }
  }
  doc.fill("#000000")
}

function drawHeader(doc: Document, { event }: TicketFacts): void {
  doc.rect(0, 0, WIDTH, HEADER).fill(HEADER_COLOR)
  doc.rect(0, HEADER, WIDTH, 3).fill(ACCENT)
  const title: Style = { width: INNER, lines: 2, sizes: [19, 16, 13, 11], font: "bold" }
  const when: Style = { width: INNER, lines: 2, sizes: [8.5, 7.5, 6.5], font: "regular" }
  const dates = eventDates(event).join(" ")
  const gap = 4
  const top = (HEADER - fit(doc, event.title, title).height - gap - fit(doc, dates, when).height) / 2
  const end = write(doc, event.title, { ...title, x: MARGIN, y: top, color: "#ffffff" })
  write(doc, dates, { ...when, x: MARGIN, y: end + gap, color: HEADER_QUIET })
}

function drawBody(doc: Document, facts: TicketFacts): void {
  const { event, holder } = facts
  const count = facts.quantity > 1 ? ` (${facts.position} of ${facts.quantity})` : ""
  const admits = write(doc, `${facts.title}${count}`, {
    x: MARGIN,
    y: HEADER + 16,
    width: INNER,
    lines: 2,
    sizes: [13, 11, 9.5],
    font: "bold",
    color: INK,
  })
  const half = (INNER - 12) / 2
  const right = MARGIN + half + 12
  const y = admits + 8
  const place = [event.venue, event.city].filter(Boolean).join(", ")
  const who = [holder.name, holder.email].filter((line): line is string => Boolean(line))
  field(doc, "Holder", who.length ? who : ["–"], MARGIN, y, half)
  if (place) {
    field(doc, "Place", [place], right, y, half)
  }
  field(doc, "Order", [`#${facts.order_number}`], MARGIN, y + 36, half)
  field(doc, "Ticket", [shortId(facts.unit_id)], right, y + 36, half)
}

/** The end of an id, which tells tickets apart when it is read aloud. */
const shortId = (id: string) => id.split("_").slice(1).join("-").slice(-12)

/** One unit's ticket as a PDF of one page. */
export async function renderTicket(facts: TicketFacts): Promise<Buffer> {
  const doc = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: 0,
    lang: "en",
    displayTitle: true,
    info: { Title: `${facts.event.title} – ${facts.title}`, Creator: "medusa-plugin-event-monetization" },
  })
  const chunks: Buffer[] = []
  const finished = new Promise<Buffer>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk))
    doc.on("end", () => resolve(Buffer.concat(chunks)))
    doc.on("error", reject)
  })
  for (const [name, path] of Object.entries(FONTS)) {
    doc.registerFont(name, path)
  }
  drawHeader(doc, facts)
  drawBody(doc, facts)
  const top = HEIGHT - QR_SIZE - 34
  doc.moveTo(MARGIN, top - 14).lineTo(WIDTH - MARGIN, top - 14).dash(2, { space: 3 }).lineWidth(0.7).stroke(LINE).undash()
  drawQr(doc, facts.token, (WIDTH - QR_SIZE) / 2, top, QR_SIZE)
  doc.font("regular").fontSize(7).fillColor(QUIET)
  doc.text("Show this code at the entrance. It admits once.", MARGIN, HEIGHT - 22, { width: INNER, align: "center", lineBreak: false })
  doc.end()
  return await finished
}
