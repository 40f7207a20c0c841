import { existsSync } from "node:fs"
import path from "node:path"
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

it("shows every type, every placement, a nearly sold-out offer and a draft", () => {
  const { offers } = lumenLive
  expect(new Set(offers.map((offer) => offer.type)).size).toBe(4)
  expect(new Set(offers.flatMap((offer) => offer.placements)).size).toBe(3)
  expect(offers.some((offer) => offer.stock === 3)).toBe(true)
  expect(offers.some((offer) => offer.draft)).toBe(true)
})
