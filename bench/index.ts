import { mkdtempSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { benchOffers, OFFER_PARTS, OfferPart } from "./offers"
import { round } from "./statistics"

const USAGE = `npm run bench -- offers [${OFFER_PARTS.join("] [")}]`

/**
 * Measures, prints one JSON object as its last line, and ends with 0 if every target holds, with 1 if one is missed
 * (each part says so as `ok`), with 2 if it could not measure.
 */
async function main(): Promise<number> {
  const [name = "offers", ...wanted] = process.argv.slice(2)
  if (name !== "offers" || wanted.some((part) => !OFFER_PARTS.includes(part as OfferPart))) {
    console.error(USAGE)
    return 2
  }
  const parts = wanted.length ? OFFER_PARTS.filter((part) => wanted.includes(part)) : OFFER_PARTS
  const logs = mkdtempSync(path.join(os.tmpdir(), "monetization-bench-"))
  const began = performance.now()
  const seconds = () => round((performance.now() - began) / 1000)
  // Somebody else's work on the machine shows in the figures: the reader is told how busy it was.
  const load = [os.loadavg()[0]]
  try {
    const report = await benchOffers({ parts, logs, log: (line) => console.log(`${seconds()} s  ${line}`) })
    load.push(os.loadavg()[0])
    const machine = { node: process.version, cpus: os.cpus().length, load: load.map((value) => round(value, 1)) }
    const ok = Object.values(report).every((part) => !part || part.ok)
    console.log(JSON.stringify({ bench: name, ok, seconds: seconds(), machine, ...report }))
    return ok ? 0 : 1
  } finally {
    rmSync(logs, { recursive: true, force: true })
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.stack : error)
    process.exit(2)
  }
)
