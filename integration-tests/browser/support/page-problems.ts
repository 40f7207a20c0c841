import type { BrowserContext, Page } from "playwright-core"

interface Excuse {
  problem: RegExp
  /** Who causes it, and why it can't be helped here. */
  because: string
}

/** What Medusa's own dashboard does on any page; none of it comes from this repository. */
const EXCUSED: Excuse[] = [
  { problem: /^401 GET \S+\/admin\/users\/me$/, because: "the dashboard asks who is signed in before anybody is" },
  { problem: /cdn\.jsdelivr\.net\/gh\/lipis\/flag-icons/, because: "the dashboard's order list takes flags from a CDN" },
]

/** Collects what goes wrong in the pages of a browser window: console errors, failed and refused requests. */
export class PageProblems {
  private readonly found: string[] = []
  private readonly excuses = [...EXCUSED]

  constructor(context: BrowserContext) {
    context.on("page", (page) => this.watch(page))
  }

  /** A refusal that a test provokes on purpose, as `400 POST /path`. */
  expect(problem: RegExp, because: string): void {
    this.excuses.push({ problem, because })
  }

  list(): string[] {
    return this.found.filter((line) => !this.excuses.some(({ problem }) => problem.test(line)))
  }

  private watch(page: Page): void {
    page.on("console", (message) => {
      // The same request is listed with its method and status below.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        this.found.push(`console: ${message.text()} (${page.url()})`)
      }
    })
    page.on("pageerror", (error) => this.found.push(`uncaught: ${error.message} (${page.url()})`))
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText
      // A browser drops what a page left behind was still asking for.
      if (reason !== "net::ERR_ABORTED") {
        this.found.push(`${reason} ${request.method()} ${request.url()}`)
      }
    })
    page.on("response", (response) => {
      if (response.status() >= 400) {
        this.found.push(`${response.status()} ${response.request().method()} ${response.url()}`)
      }
    })
  }
}
