import { resolveOptions } from "./options"

describe("resolveOptions", () => {
  it("has defaults for everything", () => {
    expect(resolveOptions(undefined)).toEqual({
      holdMinutes: 15,
      holdRenewals: 10,
      maxUnitsPerOrder: 20,
      paymentMinutes: 35,
      sweepPatienceSeconds: 60,
      maxAssetMegabytes: 500,
      storefrontUrls: [],
    })
  })

  it("reduces storefronts to their origins", () => {
    expect(resolveOptions({ storefrontUrls: ["https://shop.example/de/"] }).storefrontUrls).toEqual(["https://shop.example"])
  })

  it("keeps the backend's path, without the slash at its end", () => {
    expect(resolveOptions({ backendUrl: "https://shop.example/medusa/" }).backendUrl).toBe("https://shop.example/medusa")
  })

  it.each([
    [{ holdMinutes: 0 }, "holdMinutes"],
    [{ maxAssetMegabytes: 0 }, "maxAssetMegabytes"],
    [{ maxAssetMegabytes: 2001 }, "maxAssetMegabytes"],
    [{ backendUrl: "shop.example" }, "backendUrl"],
    [{ holdRenewals: -1 }, "holdRenewals"],
    [{ maxUnitsPerOrder: 0 }, "maxUnitsPerOrder"],
    [{ paymentMinutes: 10 }, "paymentMinutes"],
    [{ storefrontUrls: ["shop.example"] }, "storefrontUrls"],
    [{ stripe: { apiKey: "" } }, "stripe.apiKey"],
  ])("names the option that is wrong in %j", (options, name) => {
    expect(() => resolveOptions(options)).toThrow(name)
  })
})
