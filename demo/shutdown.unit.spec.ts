import { Shutdown } from "./shutdown"

describe("Shutdown", () => {
  it("undoes the last thing first, once, and goes on after a failure", async () => {
    const shutdown = new Shutdown()
    const done: string[] = []
    const problems: string[] = []
    shutdown.defer("database", () => void done.push("database"))
    shutdown.defer("server", () => Promise.reject(new Error("no answer")))
    const takeBack = shutdown.defer("build", () => void done.push("build"))
    shutdown.defer("shop", async () => void done.push("shop"))
    takeBack()
    await Promise.all([shutdown.run((problem) => problems.push(problem)), shutdown.run(() => undefined)])
    expect(done).toEqual(["shop", "database"])
    expect(problems).toEqual(["server: no answer"])
    expect(shutdown.isStopping).toBe(true)
    expect(() => shutdown.signal.throwIfAborted()).toThrow()
  })

  it("leaves behind what doesn't stop in its time", async () => {
    const shutdown = new Shutdown()
    const problems: string[] = []
    shutdown.defer("hung", () => new Promise(() => undefined), 20)
    await shutdown.run((problem) => problems.push(problem))
    expect(problems).toEqual(["hung: not stopped after 0.02 s"])
  })
})
