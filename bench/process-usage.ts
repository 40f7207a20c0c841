import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"

/** What a program uses: megabytes in memory (resident set), seconds of CPU time since it began. */
export type Usage = { megabytes: number; cpuSeconds: number }

/** Linux counts CPU time in hundredths of a second, whatever its scheduler does. */
const TICKS = 100

/** Usage of the processes that this one has started, such as the server under its supervisor. */
export function usageOfChildren(parent: number): Usage {
  const children = process.platform === "linux" ? fromProc(parent) : fromPs(parent)
  if (!children.length) {
    throw new Error(`Process ${parent} has no children.`)
  }
  return children.reduce((sum, child) => ({ megabytes: sum.megabytes + child.megabytes, cpuSeconds: sum.cpuSeconds + child.cpuSeconds }))
}

/** Works where `ps` is missing, as in slim containers. */
function fromProc(parent: number): Usage[] {
  return readdirSync("/proc").flatMap((entry) => {
    try {
      const stat = /^\d+$/.test(entry) ? readFileSync(`/proc/${entry}/stat`, "utf8") : ""
      // The name in parentheses may hold spaces; the numbered fields begin behind its last parenthesis.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
      if (Number(fields[1]) !== parent) {
        return []
      }
      const kilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${entry}/status`, "utf8"))?.[1] ?? 0)
      return [{ megabytes: kilobytes / 1024, cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS }]
    } catch {
      // A process that has just ended.
      return []
    }
  })
}

function fromPs(parent: number): Usage[] {
  const lines = execFileSync("ps", ["-Ao", "ppid=,rss=,time="], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } }).trim().split("\n")
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([ppid]) => Number(ppid) === parent)
    .map(([, rss, time]) => ({
      megabytes: Number(rss) / 1024,
      cpuSeconds: time.split(/[:-]/).reduce((seconds, part) => seconds * 60 + Number(part), 0),
    }))
}
