import { existsSync } from "node:fs"
import path from "node:path"
import { accessCodes } from "./access-codes"
import { lumenLive } from "./content/lumen-live"
import { paperAndType } from "./content/paper-and-type"

const images = path.resolve(__dirname, "../../storefront/demo/public/images")

describe.each([lumenLive, paperAndType])("$handle", (event) => {
  it("has every picture it names", () => {
    const named = [event.image, ...event.sessions.map((one) => one.image), ...event.offers.map((one) => one.image)]
    expect(named.filter((file) => !existsSync(path.join(images, file)))).toEqual([])
  })

  it("points offers at sessions of its own, and asks more before than after", () => {
    const keys = event.sessions.map((session) => session.key)
    for (const offer of event.offers) {
      expect(keys).toEqual(expect.arrayContaining(offer.sessions ?? []))
      for (const [currency, price] of Object.entries(offer.prices)) {
        expect(offer.compareAt?.[currency as keyof typeof offer.prices] ?? Infinity).toBeGreaterThan(price)
      }
    }
  })

  it("has a funnel that leads from offers on sale to offers on sale, and to its end", () => {
    const steps = event.funnel?.steps ?? []
    const keys = steps.map((step) => step.key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const [position, step] of steps.entries()) {
      const offer = event.offers.find((known) => known.title === step.offer)
      expect(offer).toMatchObject({ placements: expect.arrayContaining(["POST_PURCHASE"]) })
      expect(offer?.draft).toBeUndefined()
      const following = keys.slice(position + 1)
      expect(following).toEqual(expect.arrayContaining([step.onAccept, step.onDecline].filter(Boolean)))
    }
  })

  it("has codes without a stock of their own", () => {
    for (const { delivery, stock } of event.offers) {
      if (delivery.method === "ACCESS_CODE" && delivery.codes !== "generated") {
        expect(stock).toBeNull()
        expect(new Set(accessCodes(event.handle, delivery.codes)).size).toBe(delivery.codes)
      }
    }
  })

  it("has sessions that fit its days and titles that are found again", () => {
    for (const session of event.sessions) {
      expect(session.day).toBeLessThan(event.days)
      expect(session.to > session.from).toBe(true)
    }
    for (const titles of [event.sessions, event.offers].map((list) => list.map((item) => item.title))) {
      expect(new Set(titles).size).toBe(titles.length)
    }
  })
})

it("shows every way of delivery, codes of both kinds, an upsell and a downsell", () => {
  const deliveries = lumenLive.offers.map((offer) => offer.delivery)
  expect(new Set(deliveries.map(({ method }) => method)).size).toBe(6)
  const codes = deliveries.flatMap((delivery) => (delivery.method === "ACCESS_CODE" ? [typeof delivery.codes] : []))
  expect(codes.sort()).toEqual(["number", "string"])
  expect(lumenLive.funnel?.steps[0]).toMatchObject({ onAccept: "recordings", onDecline: "afterparty" })
})

it("shows every type, every placement, a nearly sold-out offer and a draft", () => {
  const { offers } = lumenLive
  expect(new Set(offers.map((offer) => offer.type)).size).toBe(4)
  expect(new Set(offers.flatMap((offer) => offer.placements)).size).toBe(3)
  expect(offers.some((offer) => offer.stock === 3)).toBe(true)
  expect(offers.some((offer) => offer.draft)).toBe(true)
})
