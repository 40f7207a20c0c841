import { OffSessionGrant, signGrant, verifyGrant } from "./off-session-grant"

const KEY = "sk_test_grant"
const NOW = Date.UTC(2026, 0, 1)
const grant: OffSessionGrant = {
  id: "offdec_1",
  cart_id: "cart_1",
  customer: "cus_1",
  payment_method: "pm_1",
  amount: 5355,
  currency: "eur",
  expires_at: NOW / 1000 + 900,
}
const asked = { amount: 5355, currency: "eur" }
const refused = { code: "off_session_grant_invalid" }
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")

describe("an off-session grant", () => {
  it("is read back by whoever has the key", async () => {
    expect(await verifyGrant(KEY, await signGrant(KEY, grant), asked, NOW)).toEqual(grant)
  })

  it.each([
    ["another key", () => signGrant("sk_test_other", grant), asked, NOW],
    ["nothing", async () => "", asked, NOW],
    ["no signature", async () => (await signGrant(KEY, grant)).replace(/[^.]*$/, ""), asked, NOW],
    ["more than a signature", async () => `${await signGrant(KEY, grant)}.x`, asked, NOW],
    ["its time being up", () => signGrant(KEY, grant), asked, NOW + 900_000],
    ["another amount", () => signGrant(KEY, grant), { ...asked, amount: 1 }, NOW],
    ["another currency", () => signGrant(KEY, grant), { ...asked, currency: "usd" }, NOW],
    ["a customer that is none", () => signGrant(KEY, { ...grant, customer: "me" }), asked, NOW],
    ["no algorithm", async () => `${encode({ alg: "none" })}.${encode({ ...grant, exp: grant.expires_at })}.`, asked, NOW],
  ])("is refused with %s", async (_what, token, wanted, now) => {
    await expect(verifyGrant(KEY, await token(), wanted, now)).rejects.toMatchObject(refused)
  })

  it("can't be changed", async () => {
    const [header, payload, signature] = (await signGrant(KEY, grant)).split(".")
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString())
    const changed = `${header}.${encode({ ...claims, customer: "cus_2" })}.${signature}`
    await expect(verifyGrant(KEY, changed, asked, NOW)).rejects.toMatchObject(refused)
  })
})
