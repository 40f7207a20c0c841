import { audit } from "./support/audit"
import { eventually } from "./support/eventually"
import type { Size } from "./support/sizes"
import * as shop from "./support/storefront"
import type { World } from "./support/world"

/** What is scarce: a hold that runs out, and units that somebody else has. */
export function holds(world: World, size: Size): void {
  world.scenario("sees a line leave the cart when its hold runs out, and why", size, async ({ page, demo, office }) => {
    // a title without a place to break it, as some languages have them
    const title = `LateSeatInTheVeryLastRowOfTheUpperBalconyBehindThePillar (${size.name})`
    const { id } = await office.publishOffer({ title, inventory_total: 4 })
    await shop.openEvent(page, demo)
    await shop.addOffer(page, "Make more of it", title)
    expect((await office.offer(title)).stock).toMatchObject({ held: 1, available: 3 })

    await shop.openCart(page, demo)
    await shop.cartLine(page, title).waitFor()
    expect(await audit(page)).toEqual([])
    const unit = shop.cartLine(page, title).getByText("each")
    await shop.pressByKey(page, `One more ${title}`, () => unit.waitFor())
    await shop.pressByKey(page, `One less ${title}`, () => unit.waitFor({ state: "detached" }))
    // Answered, before the clock is turned below: the two would otherwise overtake each other.
    const extended = page.waitForResponse((response) => response.url().endsWith("/offer-holds/renew"))
    await shop.pressByKey(page, "Extend", () => extended)
    expect((await office.offer(title)).stock).toMatchObject({ held: 1, available: 3 })

    await office.endHoldsIn(id, 5)
    await shop.openCart(page, demo)
    await page.getByText(`${title} was removed: its reservation ended.`).waitFor()
    await shop.cartLine(page, title).waitFor({ state: "detached" })
    expect(await audit(page)).toEqual([])
    expect((await office.offer(title)).stock).toMatchObject({ sold: 0, held: 0, available: 4 })

    await page.getByRole("button", { name: `Dismiss: ${title}` }).click()
    await page.getByText("There is nothing in your cart yet.").waitFor()
    await page.getByText(`${title} was removed: its reservation ended.`).waitFor({ state: "detached" })
    await shop.openCart(page, demo)
    await page.getByText("There is nothing in your cart yet.").waitFor()
    expect(await page.getByText(`${title} was removed: its reservation ended.`).count()).toBe(0)
  })

  world.scenario("is told how few are left, and can't buy what is sold out", size, async ({ page, demo, office, problems }) => {
    const title = `Last Chairs (${size.name})`
    const other = `Folding Chairs (${size.name})`
    const { id } = await office.publishOffer({ title, inventory_total: 3 })
    await office.publishOffer({ title: other, inventory_total: null })
    await shop.openEvent(page, demo)
    const card = shop.offerCard(page, "Make more of it", title)
    await card.getByText("Only 3 left").waitFor()

    await office.sell(id, 1, `first.${size.name}@example.com`)
    await office.holdInAnotherCart(id, 2)
    problems.expect(/^400 POST \S+\/store\/carts\/\w+\/offers$/, "somebody else took the last ones meanwhile")
    await card.getByRole("button", { name: `Add to cart: ${title}` }).click()
    await shop.addOffer(page, "Make more of it", other)
    await card.getByRole("alert").filter({ hasText: "Somebody was faster: this is sold out." }).waitFor()
    const button = card.getByRole("button", { name: `Sold out: ${title}` })
    await eventually(() => button.isDisabled(), Boolean)
    expect(await button.isDisabled()).toBe(true)
    expect(await audit(page)).toEqual([])

    await page.reload()
    await card.getByText("Sold out").first().waitFor()
    await card.getByRole("button", { name: `Quick view: ${title}` }).click()
    const dialog = page.getByRole("dialog", { name: title })
    await dialog.getByText("Sold out").first().waitFor()
    expect(await dialog.getByRole("button", { name: /Add to cart|Buy now/ }).count()).toBe(0)
    expect((await office.offer(title)).stock).toEqual({ total: 3, sold: 1, held: 2, available: 0 })
  })
}
