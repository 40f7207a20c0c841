const LEAD_LENGTH = 190

/** The first sentences for the top of the page, and the rest for further down. */
export function splitDescription(description: string | null): { lead: string; rest: string[] } {
  const [first = "", ...others] = (description ?? "").split(/\n\s*\n/).map((text) => text.trim())
  if (first.length <= LEAD_LENGTH) {
    return { lead: first, rest: others.filter(Boolean) }
  }
  const sentences = first.match(/[^.!?]+[.!?]+["')]*\s*|[^.!?]+$/g) ?? [first]
  let lead = ""
  let used = 0
  for (const sentence of sentences) {
    if (used > 0 && lead.length + sentence.length > LEAD_LENGTH) {
      break
    }
    lead += sentence
    used++
  }
  return { lead: lead.trim(), rest: [sentences.slice(used).join("").trim(), ...others].filter(Boolean) }
}
