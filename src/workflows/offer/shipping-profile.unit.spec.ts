import { followedShippingProfile } from "./shipping-profile"

describe("the shipping profile of an offer's product", () => {
  it.each<[string, boolean, boolean | undefined, object]>([
    ["comes when shipping is switched on", false, true, { shipping_profile_id: "sp_1" }],
    ["goes when shipping is switched off", true, false, { shipping_profile_id: null }],
    ["stays when shipping stays", true, true, {}],
    ["stays when nothing is said of shipping", true, undefined, {}],
  ])("%s", (_case, before, after, expected) => {
    expect(followedShippingProfile({ requires_shipping: before }, { requires_shipping: after }, "sp_1")).toEqual(expected)
  })
})
