const MAX_LENGTH = 150

// Control characters, what turns the direction of writing around (an "exe" made to look like a "pdf"), and what file
// systems don't allow in a name.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff<>:"|?*]/g

/** The name's last extension in lower case, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? ""
}

/** A file's name as anybody may save it: without folders, signs that hurt or deceive, and at most 150 characters. */
export function safeFileName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).pop() ?? ""
  const clean = last.replace(UNSAFE, "").replace(/^[\s.]+|[\s.]+$/g, "") || "file"
  if (clean.length <= MAX_LENGTH) {
    return clean
  }
  const end = clean.length - clean.lastIndexOf(".") <= 10 ? clean.slice(clean.lastIndexOf(".")) : ""
  return [...clean.slice(0, MAX_LENGTH - end.length)].filter((sign) => !/^[\ud800-\udfff]$/.test(sign)).join("") + end
}
