// Runs one command in a process group of its own and ends it, and all it started, when asked to or when the
// launcher is gone (even by kill -9: the channel to it closes then). The terminal's Ctrl-C doesn't reach this
// group, so the launcher decides the order in which things stop. Plain JavaScript: it starts without a compiler.
import { spawn } from "node:child_process"

const { command, args, uid, gid, stopSignal, graceMs } = JSON.parse(process.argv[2])
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], uid, gid })
let stopping = false

function endGroup() {
  try {
    process.kill(-process.pid, "SIGKILL")
  } catch {
    child.kill("SIGKILL")
    process.exit(1)
  }
}

function stop() {
  if (stopping) {
    return
  }
  stopping = true
  child.kill(stopSignal)
  setTimeout(endGroup, graceMs)
}

child.on("spawn", () => process.send?.({ pid: child.pid }, () => {}))
child.on("error", (error) => {
  console.error(error.message)
  process.exit(127)
})
child.on("exit", (code) => (stopping ? endGroup() : process.exit(code ?? 1)))
process.on("disconnect", stop)
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) {
  process.on(signal, stop)
}
