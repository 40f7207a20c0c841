import { chooseShippingOption, ShippingOption } from "./choose-shipping-option"

const option = (id: string, fields: Partial<ShippingOption> = {}): ShippingOption => ({
  id,
  name: id,
  price_type: "flat",
  shipping_profile_id: "sp_1",
  amount: 5,
  ...fields,
})

const choose = (options: ShippingOption[], before: (string | null)[] = [], profile: string | null = "sp_1") =>
  chooseShippingOption(options, before, profile)?.id ?? null

describe("chooseShippingOption", () => {
  const courier = option("courier", { amount: 20 })
  const parcel = option("parcel")
  const carrier = option("carrier", { price_type: "calculated", amount: undefined })

  it("is the first order's, however dear", () => {
    expect(choose([courier, parcel], ["courier"])).toBe("courier")
    expect(choose([courier, parcel, carrier], [null, "carrier"])).toBe("carrier")
  })
  it("is the cheapest where the first order's can't be used", () => {
    expect(choose([courier, parcel], ["gone"])).toBe("parcel")
    expect(choose([courier, option("free", { amount: 0 }), parcel])).toBe("free")
  })
  it("prefers a price that is known", () => {
    expect(choose([carrier, courier])).toBe("courier")
    expect(choose([carrier, option("other", { price_type: "calculated", amount: null })])).toBe("carrier")
  })
  it("is none of another kind of parcel, and none without a price", () => {
    const large = option("large", { shipping_profile_id: "sp_2", amount: 1 })
    expect(choose([large, parcel], ["large"])).toBe("parcel")
    expect(choose([large])).toBeNull()
    expect(choose([option("unpriced", { amount: undefined })], ["unpriced"])).toBeNull()
    expect(choose([parcel], [], null)).toBeNull()
  })
})
