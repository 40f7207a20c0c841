import { execFileSync } from "node:child_process"
import { chownSync, statSync } from "node:fs"
import path from "node:path"

/** PostgreSQL refuses to run as root, so root starts it as this account. */
export interface Account {
  name: string
  uid: number
  gid: number
  /** The account can't enter a folder above the program, such as /root. */
  needsCapability?: boolean
}

const NAME = "postgres"

/** The account to run as, made when missing; null when this isn't root. */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) {
    return null
  }
  return lookUp() ?? create()
}

/** Whether the account may enter every folder above a file. */
export function canReach(file: string, account: Account): boolean {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const { mode, uid, gid } = statSync(folder)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if (!(mode & bit)) {
      return false
    }
    if (folder === path.dirname(folder)) {
      return true
    }
  }
}

/** Gives a file to the account. */
export function own(file: string, account: Account | null): void {
  if (account) {
    chownSync(file, account.uid, account.gid)
  }
}

/**
 * A command that runs as the account. Under a folder the account can't enter (a clone in /root), Linux lets root
 * hand down the one right it needs, and nothing on disk has to change.
 */
export function withAccount(command: string, args: string[], account: Account | null) {
  if (!account) {
    return { command, args }
  }
  if (!account.needsCapability) {
    return { command, args, uid: account.uid, gid: account.gid }
  }
  const capabilities = "+dac_override"
  return {
    command: "setpriv",
    args: [
      `--reuid=${account.uid}`,
      `--regid=${account.gid}`,
      "--clear-groups",
      // Without this bit access(2) drops the capability for anyone but root, and initdb asks it whether it may run.
      "--securebits=+no_setuid_fixup",
      `--inh-caps=${capabilities}`,
      `--ambient-caps=${capabilities}`,
      command,
      ...args,
    ],
  }
}

function lookUp(): Account | null {
  try {
    const id = (flag: string) => Number(execFileSync("id", [flag, NAME], { encoding: "utf8", stdio: "pipe" }))
    return { name: NAME, uid: id("-u"), gid: id("-g") }
  } catch {
    return null
  }
}

function create(): Account {
  const attempts: [string, string[]][] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]],
    // BusyBox, as in Alpine
    ["adduser", ["-S", "-D", "-H", NAME]],
  ]
  for (const [command, args] of attempts) {
    try {
      execFileSync(command, args, { stdio: "pipe" })
    } catch {
      continue
    }
    const account = lookUp()
    if (account) {
      return account
    }
  }
  throw new Error(
    `PostgreSQL can't run as root, and no account "${NAME}" could be made for it. Run the demo as another user, or set DATABASE_URL to a PostgreSQL of yours.`
  )
}
