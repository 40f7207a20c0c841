import { account } from "./account"
import { attendee } from "./attendee"
import { delivery } from "./delivery"
import { directPurchase } from "./direct-purchase"
import { door } from "./door"
import { funnel } from "./funnel"
import { holds } from "./holds"
import { organizer } from "./organizer"
import { placements } from "./placements"
import { storefrontPages } from "./storefront-pages"
import { SIZES } from "./support/sizes"
import { World } from "./support/world"

/** The real demo, started as a person starts it, once for all: it takes longer than any of the tests. */
const world = new World()

describe.each(SIZES)("on a $name, an attendee", (size) => {
  attendee(world, size)
  account(world, size)
  directPurchase(world, size)
  holds(world, size)
  placements(world, size)
  funnel(world, size)
  delivery(world, size)
  storefrontPages(world, size)
})

describe.each(SIZES)("on a $name, an organizer", (size) => {
  organizer(world, size)
  door(world, size)
})

it("Ctrl-C stops the demo and leaves no process behind", async () => {
  const end = await world.stop()
  expect(end?.output).toContain("Stopped. Nothing is left running")
  if (process.platform === "linux") {
    expect(end?.ran).toEqual(expect.arrayContaining([expect.stringContaining("postgres -D"), expect.stringContaining("start --port")]))
  }
  expect(end?.leftBehind).toEqual([])
})
