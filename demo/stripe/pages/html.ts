/** HTML that is safe to put into a page. */
export class Html {
  constructor(readonly text: string) {}
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character])
}

type Value = Html | string | number | null | undefined | false | Value[]

function render(value: Value): string {
  if (value === null || value === undefined || value === false) {
    return ""
  }
  if (Array.isArray(value)) {
    return value.map(render).join("")
  }
  return value instanceof Html ? value.text : escapeHtml(String(value))
}

/** Template tag that escapes every inserted text. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(
    parts.reduce((text, part, index) => text + part + (index < values.length ? render(values[index]) : ""), "")
  )
}
