/** An access code with all but its end hidden: enough to recognise it, too little to use it. */
export function maskCode(code: string): string {
  const shown = code.length >= 8 ? 4 : code.length >= 4 ? 2 : 0
  return "•".repeat(Math.max(4, Math.min(8, code.length - shown))) + code.slice(code.length - shown)
}
