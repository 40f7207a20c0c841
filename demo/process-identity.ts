import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"

export interface ProcessIdentity {
  pid: number
  parent: number
  /** When it started, in the system's own notation: with the pid it names one process for ever. */
  started: string
  command: string
}

/** What runs under a process id now, or null. Works where `ps` is missing, as in slim containers. */
export function identify(pid: number): ProcessIdentity | null {
  if (!Number.isInteger(pid) || pid <= 0) {
    return null
  }
  return process.platform === "linux" ? fromProc(pid) : fromPs(pid)
}

/** Whether a process noted earlier is still that same process, and not another one under a reused id. */
export function isStillRunning(noted: { pid: number; started: string }): boolean {
  return identify(noted.pid)?.started === noted.started
}

function fromProc(pid: number): ProcessIdentity | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    // The name in parentheses may hold spaces; the numbered fields begin behind its last parenthesis.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    if (fields[0] === "Z") {
      return null
    }
    // Ticks since boot repeat from one boot to the next, so the boot's own id belongs to it.
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim()
    return { pid, parent: Number(fields[1]), started: `${boot}/${fields[19]}`, command }
  } catch {
    return null
  }
}

function fromPs(pid: number): ProcessIdentity | null {
  try {
    const text = execFileSync("ps", ["-o", "ppid=,lstart=,command=", "-p", String(pid)], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    })
    const match = /^\s*(\d+)\s+(\w+ \w+\s+\d+ [\d:]+ \d+)\s+(.*)$/.exec(text.trimEnd())
    return match && { pid, parent: Number(match[1]), started: match[2], command: match[3] }
  } catch {
    return null
  }
}
