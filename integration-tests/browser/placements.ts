import type { Page } from "playwright-core"
import { audit } from "./support/audit"
import { eventually } from "./support/eventually"
import type { Size } from "./support/sizes"
import * as shop from "./support/storefront"
import type { World } from "./support/world"

const SECTION = "Make more of it"
const HALF_AN_HOUR = 30 * 60_000

/** How offers lie on the page, and what changes on it while somebody only looks. */
export function placements(world: World, size: Size): void {
  world.scenario("sees offers beside each other at a desk and swipes through them on a phone", size, async ({ page, demo }) => {
    await shop.openEvent(page, demo)
    const section = page.getByRole("region", { name: SECTION })
    const cards = section.getByRole("article")
    const carousel = section.locator("[aria-roledescription=carousel]")
    await cards.first().scrollIntoViewIfNeeded()
    const boxes = await Promise.all([0, 1].map((index) => cards.nth(index).boundingBox()))
    const [first, second] = boxes.map((box) => box ?? { x: 0, y: 0, width: 0, height: 0 })
    expect(second.y).toBe(first.y)
    if (size.name === "desktop") {
      expect(second.x + second.width).toBeLessThan(1280)
      expect(await carousel.count()).toBe(0)
      return
    }
    const count = await cards.count()
    expect(second.x).toBeLessThan(390)
    expect(second.x + second.width).toBeGreaterThan(390)
    const at = (position: number) => carousel.getByText(`${position} of ${count}`, { exact: true }).waitFor()
    await at(1)
    await carousel.getByRole("button", { name: "Next offer" }).click()
    await at(2)
    const list = section.getByRole("list", { name: SECTION })
    for (const [key, position] of [["End", count], ["ArrowLeft", count - 1], ["Home", 1]] as const) {
      await list.press(key)
      await at(position)
    }
    expect(await audit(page)).toEqual([])

    await cards.first().evaluate((card) => card.scrollIntoView({ block: "center" }))
    const { x, y, width, height } = (await cards.first().boundingBox()) ?? first
    await swipe(page, { x: x + width - 20, y: y + height / 2 }, -width)
    await at(2)
  })

  world.scenario("sees the time run out and the stock change without doing anything", size, async ({ page, demo, office }) => {
    const title = `Night Swim (${size.name})`
    const { id } = await office.publishOffer({ title, inventory_total: 5, expires_at: new Date(Date.now() + HALF_AN_HOUR).toISOString() })
    await shop.openEvent(page, demo)
    const card = shop.offerCard(page, SECTION, title)
    await card.getByText("Only 5 left").waitFor()
    const deadline = card.getByText(/^Ends in/)
    const before = await deadline.innerText()
    expect(before).toMatch(/30:00|29:\d\d/)
    await eventually(() => deadline.innerText(), (now) => now !== before)

    await office.holdInAnotherCart(id, 2)
    await card.getByText("Only 3 left").waitFor({ timeout: 60_000 })
    expect(await audit(page)).toEqual([])
  })
}

/** Draws a finger over the screen, as far to the right as told. */
async function swipe(page: Page, from: { x: number; y: number }, by: number): Promise<void> {
  const finger = await page.context().newCDPSession(page)
  const at = (share: number) => [{ x: Math.round(from.x + by * share), y: Math.round(from.y) }]
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) })
  for (let step = 1; step <= 12; step++) {
    await finger.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(step / 12) })
    await page.waitForTimeout(16)
  }
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] })
}
