import { addressOf, destinationOf } from "./order-address"

describe("addressOf", () => {
  it("takes over what a cart knows of an address, and nothing else", () => {
    const address = { id: "ordaddr_1", first_name: "Fay", country_code: "de", province: null, metadata: { door: 3 } }
    expect(addressOf(address)).toEqual({ first_name: "Fay", country_code: "de" })
  })
  it("is undefined without anything", () => {
    expect(addressOf(null)).toBeUndefined()
    expect(addressOf({ id: "ordaddr_1", city: null })).toBeUndefined()
  })
})

describe("destinationOf", () => {
  const [de, at] = [{ iso_2: "de" }, { iso_2: "at" }]
  it("is the order's address, whatever the region's countries are", () => {
    expect(destinationOf({ shipping_address: { country_code: "at" } }, [de])).toEqual({ country_code: "at" })
  })
  it("is the region's country when there is only one", () => {
    expect(destinationOf({ shipping_address: null }, [de])).toEqual({ country_code: "de" })
    expect(destinationOf({ shipping_address: null }, [de, at])).toBeUndefined()
    expect(destinationOf({ shipping_address: null }, [])).toBeUndefined()
  })
})
