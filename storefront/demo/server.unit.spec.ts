import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { serveStorefront } from "./server"

const config = {
  apiUrl: "http://localhost:9000/",
  publishableKey: "pk_1",
  regionId: "reg_1",
  defaultEventHandle: "lumen-live",
}
let folder: string
let shop: Awaited<ReturnType<typeof serveStorefront>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "storefront-"))
  const root = join(folder, "dist")
  await mkdir(join(root, "assets"), { recursive: true })
  await mkdir(join(root, "images"))
  await writeFile(join(root, "index.html"), "<!doctype html><title>shop</title>")
  await writeFile(join(root, "assets", "index-abc.js"), "export {}")
  await writeFile(join(root, "images", "hero.svg"), "<svg/>")
  await writeFile(join(folder, "secret.txt"), "secret")
  shop = await serveStorefront({ port: 0, config, root })
})
afterAll(async () => {
  await shop.close()
  await rm(folder, { recursive: true })
})

it("answers the page for every path of the shop", async () => {
  for (const path of ["/", "/events/lumen-live", "/checkout/return?cart=cart_1"]) {
    const answer = await fetch(shop.url + path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8")
    expect(answer.headers.get("cache-control")).toBe("no-cache")
    expect(await answer.text()).toContain("<title>shop")
  }
})

it("answers its configuration, fresh each time", async () => {
  const answer = await fetch(`${shop.url}/config.json`)
  expect(answer.headers.get("cache-control")).toBe("no-store")
  expect(await answer.json()).toEqual(config)
})

it("lets hashed files be kept for good, and answers 304 for what a browser has", async () => {
  const answer = await fetch(`${shop.url}/assets/index-abc.js`)
  expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8")
  expect(answer.headers.get("cache-control")).toContain("immutable")
  const etag = answer.headers.get("etag") ?? ""
  expect((await fetch(`${shop.url}/assets/index-abc.js`, { headers: { "if-none-match": etag } })).status).toBe(304)
  expect((await fetch(`${shop.url}/images/hero.svg`)).headers.get("content-type")).toBe("image/svg+xml")
})

it("says what is missing, and answers no path outside its folder", async () => {
  expect((await fetch(`${shop.url}/assets/gone.js`)).status).toBe(404)
  for (const path of ["/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/%00.txt", "/%zz"]) {
    const answer = await fetch(shop.url + path)
    expect([400, 404]).toContain(answer.status)
    expect(await answer.text()).not.toContain("secret")
  }
  expect((await fetch(shop.url, { method: "POST" })).status).toBe(405)
})

it("lets the browser talk to itself and the backend only", async () => {
  const policy = (await fetch(shop.url)).headers.get("content-security-policy") ?? ""
  expect(policy).toContain("connect-src 'self' http://localhost:9000;")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
})

it("says when the shop isn't built or the port is taken", async () => {
  await expect(serveStorefront({ port: 0, config, root: folder })).rejects.toThrow("not built")
  const port = Number(new URL(shop.url).port)
  await expect(serveStorefront({ port, config, root: join(folder, "dist") })).rejects.toMatchObject({ code: "EADDRINUSE" })
})
