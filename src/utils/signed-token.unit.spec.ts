import { createHmac } from "node:crypto"
import { signToken, verifyToken } from "./signed-token"

const SECRET = "a shop's own secret"
const claims = { purchase_id: "offpur_1", asset_id: "offasset_1" }
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")

const download = async (seconds: number | null = 600) => (await signToken(SECRET, "download", claims, seconds)).token

it("reads back what it signed", async () => {
  expect(await verifyToken(SECRET, "download", await download())).toEqual(claims)
})

it("says when a token ends", async () => {
  const before = Math.floor(Date.now() / 1000)
  const { expires_at } = await signToken(SECRET, "download", claims, 600)
  expect(Number(expires_at) / 1000).toBeGreaterThanOrEqual(before + 600)
  expect(Number(expires_at) / 1000).toBeLessThanOrEqual(Date.now() / 1000 + 600)
})

it("makes a ticket that doesn't end, always the same", async () => {
  const ticket = () => signToken(SECRET, "ticket", { unit_id: "offunit_1" }, null)
  expect(await ticket()).toEqual(await ticket())
  const { token, expires_at } = await ticket()
  expect(expires_at).toBeNull()
  expect(await verifyToken(SECRET, "ticket", token)).toEqual({ unit_id: "offunit_1" })
})

it("refuses a token whose time is over", async () => {
  await expect(verifyToken(SECRET, "download", await download(-1))).rejects.toMatchObject({ code: "download_link_expired", type: "not_allowed" })
  const { token } = await signToken(SECRET, "purchases", { order_id: "order_1" }, -1)
  await expect(verifyToken(SECRET, "purchases", token)).rejects.toMatchObject({ code: "purchases_token_expired" })
})

it("refuses a token made for another purpose, though its claims would do", async () => {
  const { token } = await signToken(SECRET, "ticket_file", { purchase_id: "offpur_1", unit_id: "offunit_1" }, 600)
  await expect(verifyToken(SECRET, "ticket", token)).rejects.toMatchObject({ code: "ticket_invalid" })
})

it("refuses a token of another shop", async () => {
  await expect(verifyToken("another secret", "download", await download())).rejects.toMatchObject({ code: "download_link_invalid" })
})

it("refuses a token that was changed anywhere", async () => {
  const token = await download()
  const [header, body, signature] = token.split(".")
  const others = [
    [header, encode({ ...claims, asset_id: "offasset_2" }), signature].join("."),
    [header, body, (signature[0] === "A" ? "B" : "A") + signature.slice(1)].join("."),
    token.slice(0, -1),
    `${token}x`,
    "",
    "not a token",
    "a".repeat(100_000),
  ]
  for (const other of others) {
    await expect(verifyToken(SECRET, "download", other)).rejects.toMatchObject({ code: "download_link_invalid" })
  }
})

it("refuses a token without a signature, or signed in a way it doesn't use", async () => {
  const none = `${encode({ alg: "none" })}.${encode(claims)}.`
  const body = `${encode({ alg: "HS256" })}.${encode(claims)}`
  const withTheSecretItself = `${body}.${createHmac("sha256", SECRET).update(body).digest("base64url")}`
  for (const token of [none, withTheSecretItself]) {
    await expect(verifyToken(SECRET, "download", token)).rejects.toMatchObject({ code: "download_link_invalid" })
  }
})
