import { formatDuration, StepError, Steps } from "./steps"

describe("formatDuration", () => {
  it.each([
    [0, "0.0 s"],
    [1234, "1.2 s"],
    [59_940, "59.9 s"],
    [59_960, "1 min 00 s"],
    [125_400, "2 min 05 s"],
  ])("%d ms is %s", (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text))
})

describe("Steps", () => {
  const recorder = () => {
    const written: string[] = []
    let time = 0
    return { written, steps: new Steps((text) => written.push(text), () => (time += 500)) }
  }

  it("prints a line when a step is done, and one when a long one starts", async () => {
    const { written, steps } = recorder()
    const result = await steps.run("PostgreSQL", async (progress) => (progress("recovering"), 7), "a moment")
    steps.skip("Admin", "is up to date")
    expect(result).toBe(7)
    expect(written).toEqual([
      "  · PostgreSQL: a moment\n",
      "      recovering\n",
      "  ✓ PostgreSQL  0.5 s\n",
      "  ✓ Admin  is up to date\n",
    ])
  })

  it("writes no control characters", async () => {
    const { written, steps } = recorder()
    await steps.run("One", async () => undefined)
    steps.note("two\nlines")
    expect(written.join("")).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })

  it("says which step failed", async () => {
    const { written, steps } = recorder()
    const failure = steps.run("Medusa", () => Promise.reject(new Error("no")))
    await expect(failure).rejects.toThrow(StepError)
    await expect(failure).rejects.toMatchObject({ step: "Medusa", message: "no" })
    expect(written).toEqual([])
  })
})
