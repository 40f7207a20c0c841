import { readFile, stat } from "node:fs/promises"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { extname, join, normalize, sep } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { gzip } from "node:zlib"

export interface StorefrontConfig {
  /** Base URL of the Medusa backend as a browser reaches it. */
  apiUrl: string
  publishableKey: string
  regionId: string
  /** Handle of the event the shop leads with. */
  defaultEventHandle: string
  /** Name in the header and titles. */
  shopName?: string
}

export interface ServeStorefrontOptions {
  /** 0 takes a free one. */
  port: number
  config: StorefrontConfig
  /** Address to listen on (default: all). */
  host?: string
  /** The built shop (default: `dist` beside this file). */
  root?: string
}

const CONTENT_TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
}
const COMPRESSIBLE = new Set([".html", ".js", ".css", ".json", ".svg", ".txt"])
const compress = promisify(gzip)

/**
 * Serves the built demo shop and its `/config.json`.
 * Any path that isn't a file answers the shop's page, which does its own routing; a missing file answers 404.
 * @throws Error when the shop isn't built, or the port is taken (`code: "EADDRINUSE"`)
 */
export async function serveStorefront(options: ServeStorefrontOptions): Promise<{ url: string; close: () => Promise<void> }> {
  const root = options.root ?? fileURLToPath(new URL("./dist", import.meta.url))
  if (!(await fileAt(join(root, "index.html")))) {
    throw new Error("The demo storefront is not built: run `npm run build -w storefront-demo`")
  }
  const configBody = Buffer.from(JSON.stringify(options.config))
  const securityHeaders = headersFor(new URL(options.config.apiUrl).origin)
  const gzipped = new Map<string, Buffer>()

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(securityHeaders)) {
      response.setHeader(name, value)
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end()
      return
    }
    const pathname = decodedPath(request.url ?? "/")
    if (pathname === null) {
      response.writeHead(400).end()
      return
    }
    if (pathname === "/config.json") {
      send(request, response, 200, configBody, { "content-type": CONTENT_TYPES[".json"] ?? "", "cache-control": "no-store" })
      return
    }
    const wanted = join(root, normalize(pathname))
    const inside = wanted.startsWith(root + sep)
    const isPage = extname(pathname) === ""
    const file = inside && !isPage ? wanted : join(root, "index.html")
    const found = inside || isPage ? await fileAt(file) : null
    if (!found) {
      send(request, response, 404, Buffer.from("Not found"), { "content-type": CONTENT_TYPES[".txt"] ?? "" })
      return
    }

    const etag = `"${found.size.toString(36)}-${found.mtimeMs.toString(36)}"`
    const extension = extname(file)
    const headers: Record<string, string> = {
      "content-type": CONTENT_TYPES[extension] ?? "application/octet-stream",
      "cache-control": cacheControl(pathname, isPage),
      etag,
      vary: "accept-encoding",
    }
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304, headers).end()
      return
    }
    if (COMPRESSIBLE.has(extension) && /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""))) {
      const key = file + etag
      const body = gzipped.get(key) ?? (await compress(await readFile(file)))
      gzipped.set(key, body)
      send(request, response, 200, body, { ...headers, "content-encoding": "gzip" })
      return
    }
    send(request, response, 200, await readFile(file), headers)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) {
        response.writeHead(500)
      }
      response.end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(options.port, options.host, () => {
      server.off("error", reject)
      resolve()
    })
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

/** The browser may talk to itself and the backend only; pictures may come from wherever an organizer keeps them. */
function headersFor(apiOrigin: string): Record<string, string> {
  const policy = [
    "default-src 'self'",
    `connect-src 'self' ${apiOrigin}`,
    `img-src 'self' data: https: ${apiOrigin}`,
    "script-src 'self'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
  }
}

/** Vite puts a hash of the contents into the names under /assets: they never change. */
function cacheControl(pathname: string, isPage: boolean): string {
  if (isPage) {
    return "no-cache"
  }
  return pathname.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "public, max-age=3600"
}

/** null for a path that can't be read or tries to be clever. */
function decodedPath(url: string): string | null {
  try {
    const path = decodeURIComponent(url.split(/[?#]/)[0] ?? "/")
    return path.includes("\0") || !path.startsWith("/") ? null : path
  } catch {
    return null
  }
}

async function fileAt(path: string): Promise<{ size: number; mtimeMs: number } | null> {
  const found = await stat(path).catch(() => null)
  return found?.isFile() ? found : null
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: Buffer,
  headers: Record<string, string>
): void {
  response.writeHead(status, { ...headers, "content-length": body.length })
  response.end(request.method === "HEAD" ? undefined : body)
}
