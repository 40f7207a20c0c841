import { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"

type Problem = { status: number; code: string; type: string; title: string; message: string }

/** What a person sees who opened a link, by the code of its refusal. */
const PROBLEMS = new Map<string, { status: number; title: string }>(Object.entries({
  download_link_invalid: { status: 404, title: "This link doesn't work" },
  download_link_expired: { status: 410, title: "This link has expired" },
  purchase_refunded: { status: 410, title: "This purchase was refunded" },
  range_not_satisfiable: { status: 416, title: "There is no such part of this file" },
  not_delivered_yet: { status: 409, title: "Not ready yet" },
  file_unavailable: { status: 503, title: "Try again in a moment" },
}))

/** A link that is no good is replaced by a new one in the shop. */
const advice = (code: string) =>
  code.startsWith("download_link_") ? "<p>Open your purchases in the shop and start the download again.</p>" : ""

function problemOf(error: unknown): Problem {
  const code = MedusaError.isMedusaError(error) ? (error.code ?? "") : ""
  const known = PROBLEMS.get(code)
  return known
    ? { ...known, code, type: (error as MedusaError).type, message: (error as MedusaError).message }
    : { status: 500, code: "unknown_error", type: "unknown_error", title: "Something went wrong", message: "An unknown error occurred." }
}

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const page = ({ title, message, code }: Problem) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(title)}</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f4f4f6; color: #18181b; font: 16px/1.5 system-ui, sans-serif }
  main { max-width: 26rem; margin: 1rem; padding: 2rem; background: #fff; border-radius: 12px; box-shadow: 0 1px 4px rgb(0 0 0 / 12%) }
  h1 { margin: 0 0 .5rem; font-size: 1.25rem }
  p { margin: .5rem 0 0 }
</style>
</head>
<body><main><h1>${escape(title)}</h1><p>${escape(message)}</p>${advice(code)}</main></body>
</html>
`

/**
 * A route that people open in the browser, by a link: its refusals are a page they can read. Programs, which don't ask for
 * HTML, get the code as from every other route.
 */
export const browserRoute =
  (handler: (req: MedusaRequest, res: MedusaResponse) => Promise<void>) =>
  async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
    res.set({ "Cache-Control": "no-store, no-transform", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" })
    try {
      await handler(req, res)
    } catch (error) {
      const problem = problemOf(error)
      if (problem.status === 500) {
        req.scope.resolve(ContainerRegistrationKeys.LOGGER).error(`A link could not be opened: ${error instanceof Error ? error.stack : error}`)
      }
      if (res.headersSent) {
        res.destroy()
        return
      }
      res.status(problem.status)
      if (problem.status === 503) {
        res.set("Retry-After", "60")
      }
      if (req.accepts(["json", "html"]) === "html") {
        res.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'").type("html").send(page(problem))
      } else {
        res.json({ code: problem.code, type: problem.type, message: problem.message })
      }
    }
  }
