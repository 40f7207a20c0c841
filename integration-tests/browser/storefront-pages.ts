import { audit } from "./support/audit"
import type { Size } from "./support/sizes"
import * as shop from "./support/storefront"
import type { World } from "./support/world"

/** Pages that no other test passes through. */
export function storefrontPages(world: World, size: Size): void {
  world.scenario("finds the other pages in good order", size, async ({ page, demo, problems }) => {
    await page.goto(demo.storefront)
    await page.getByRole("region", { name: "More events" }).waitFor()
    expect(await audit(page)).toEqual([])

    await page.getByRole("region", { name: "On the programme" }).getByRole("link", { name: /Build a Synthesizer/ }).click()
    await page.getByRole("heading", { name: "Build a Synthesizer in an Afternoon", level: 1 }).waitFor()
    await page.getByRole("region", { name: "For this session" }).getByRole("article").first().waitFor()
    expect(await audit(page)).toEqual([])

    await page.goto(`${demo.storefront}/account`)
    await page.getByRole("button", { name: "Create an account" }).click()
    await page.getByRole("heading", { name: "Create your account" }).waitFor()
    await page.getByRole("button", { name: "Create account" }).click()
    await page.getByText("Use at least 8 characters").waitFor()
    expect(await audit(page)).toEqual([])

    await page.goto(`${demo.storefront}/no/such/page`)
    await page.getByRole("heading", { name: "This page is off the map" }).waitFor()
    expect(await audit(page)).toEqual([])

    await page.goto(`${demo.storefront}/checkout/return`)
    await page.getByRole("heading", { name: "We can't tell here how your payment went" }).waitFor()
    expect(await audit(page)).toEqual([])

    problems.expect(/^404 GET \S+\/store\/events\/no-such-event/, "there is no such event")
    await page.goto(`${demo.storefront}/events/no-such-event`)
    await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "Loading" }).waitFor()
    expect(await audit(page)).toEqual([])
  })

  world.scenario("is recommended what belongs to the events of the tickets in the cart", size, async ({ page, demo }) => {
    const section = "Goes well with your tickets"
    const [own, leads] = ["Talks on Film", "All Recordings, Forever"]
    await page.goto(`${demo.storefront}/events/paper-and-type-day`)
    await page.getByRole("button", { name: "One more Standard" }).click()
    await page.getByRole("region", { name: "Tickets" }).getByRole("button", { name: "Add to cart" }).click()
    await shop.offerCard(page, section, own).waitFor()
    expect(await shop.offerCard(page, section, leads).count()).toBe(0)

    await shop.openEvent(page, demo)
    await shop.putTicketIntoCart(page, "Standard")
    await shop.offerCard(page, `${section}: Paper & Type Day`, own).waitFor()
    await shop.offerCard(page, `${section}: Lumen Live`, leads).waitFor()
    expect(await audit(page)).toEqual([])
  })
}
