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
const refused = expect.objectContaining({ code: "off_session_grant_invalid" })
const thrownBy = (call: () => unknown) => {
  try {
    return call()
  } catch (error) {
    return error
  }
}

describe("an off-session grant", () => {
  it("is read back by whoever has the key", () => {
    expect(verifyGrant(KEY, signGrant(KEY, grant), asked, NOW)).toEqual(grant)
  })

  it.each([
    ["another key", signGrant("sk_test_other", grant), asked, NOW],
    ["nothing", "", asked, NOW],
    ["no signature", signGrant(KEY, grant).split(".")[0], asked, NOW],
    ["more than a signature", `${signGrant(KEY, grant)}.x`, asked, NOW],
    ["its time being up", signGrant(KEY, grant), asked, NOW + 900_000],
    ["another amount", signGrant(KEY, grant), { ...asked, amount: 1 }, NOW],
    ["another currency", signGrant(KEY, grant), { ...asked, currency: "usd" }, NOW],
    ["a customer that is none", signGrant(KEY, { ...grant, customer: "me" }), asked, NOW],
  ])("is refused with %s", (_what, token, wanted, now) => {
    expect(thrownBy(() => verifyGrant(KEY, token, wanted, now))).toEqual(refused)
  })

  it("can't be changed", () => {
    const [, signature] = signGrant(KEY, grant).split(".")
    const changed = Buffer.from(JSON.stringify({ ...grant, customer: "cus_2" })).toString("base64url")
    expect(thrownBy(() => verifyGrant(KEY, `${changed}.${signature}`, asked, NOW))).toEqual(refused)
  })
})
