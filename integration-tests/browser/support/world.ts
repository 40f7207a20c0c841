import { mkdirSync } from "node:fs"
import path from "node:path"
import type { Browser, Page } from "playwright-core"
import { BackOffice, openBackOffice } from "./back-office"
import { openChromium } from "./chromium"
import { PageProblems } from "./page-problems"
import { Demo, DemoEnd, RunningDemo, startDemo } from "./running-demo"
import type { Size } from "./sizes"

/** A person at a browser, with a profile of their own. */
export interface Visit {
  page: Page
  size: Size
  problems: PageProblems
  demo: Demo
  office: BackOffice
}

const FAILURES = path.resolve(__dirname, "../../../node_modules/.cache/browser-failures")
const MOST_COMPLAINTS = 20
const START_LIMIT_MS = 11 * 60_000

/** One demo and one browser for all tests of a file. */
export class World {
  private running?: RunningDemo
  private browser?: Browser
  private office?: BackOffice

  constructor() {
    beforeAll(async () => {
      this.running = await startDemo()
      this.office = await openBackOffice(this.running.demo)
      this.browser = await openChromium()
    }, START_LIMIT_MS)
    afterAll(async () => {
      await this.stop()
    }, 120_000)
  }

  /**
   * A test with a browser window of its own. It also fails when a page wrote an error to its console or asked for something
   * it didn't get; of a test that fails, what the window showed is kept in node_modules/.cache/browser-failures, and what the
   * server complained of meanwhile is told.
   */
  scenario(title: string, size: Size, run: (visit: Visit) => Promise<void>): void {
    it(title, async () => {
      const { browser, running, office } = this
      if (!browser || !running || !office) {
        throw new Error("The demo isn't running")
      }
      const context = await browser.newContext({
        ...size.context,
        locale: "en-GB",
        timezoneId: "Europe/Berlin",
        reducedMotion: "reduce",
      })
      const problems = new PageProblems(context)
      const page = await context.newPage()
      const before = running.serverLog().length
      try {
        await run({ page, size, problems, demo: running.demo, office })
      } catch (error) {
        mkdirSync(FAILURES, { recursive: true })
        const name = `${size.name}-${title.replace(/\W+/g, "-").slice(0, 80)}`
        await page.screenshot({ path: path.join(FAILURES, `${name}.png`) }).catch(() => undefined)
        const complaints = running.serverLog().slice(before).split("\n").filter((line) => /warn|error/i.test(line))
        throw error instanceof Error ? withProblems(error, [...problems.list(), ...complaints.slice(-MOST_COMPLAINTS)]) : error
      } finally {
        await context.close()
      }
      expect(problems.list()).toEqual([])
    })
  }

  /** Closes the browser and stops the demo; undefined when that has been done. */
  async stop(): Promise<DemoEnd | undefined> {
    const { running } = this
    this.running = undefined
    await this.browser?.close()
    if (running) {
      await this.office?.removeUploads()
      await this.office?.close()
    }
    return running?.stop()
  }
}

/** jest prints the stack, which repeats the message. */
function withProblems(error: Error, problems: string[]): Error {
  if (problems.length) {
    const message = `${error.message}\n\nBefore that, in the pages and from the server:\n${problems.map((line) => `  ${line}`).join("\n")}`
    error.stack = error.stack?.replace(error.message, () => message)
    error.message = message
  }
  return error
}
