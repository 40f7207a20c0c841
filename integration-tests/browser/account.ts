import { audit } from "./support/audit"
import { eventually } from "./support/eventually"
import { CARDS, payWith, untilConfirmed, untilPaymentPage } from "./support/payment-page"
import type { Size } from "./support/sizes"
import * as shop from "./support/storefront"
import type { World } from "./support/world"

const OFFER = "Afterparty at the Boathouse"
const UPGRADE = "VIP Upgrade"

/** The demo's customer, who has bought before. */
export function account(world: World, size: Size): void {
  world.scenario("signs in, buys, finds it under her purchases, and signs out", size, async ({ page, demo, office, problems }) => {
    await page.goto(`${demo.storefront}/account`)
    await page.getByRole("heading", { name: "Sign in" }).waitFor()
    expect(await audit(page)).toEqual([])
    problems.expect(/^401 POST \S+\/auth\/customer\/emailpass$/, "the password is wrong")
    await page.getByLabel("Email").fill(demo.customer.email)
    await page.getByLabel("Password").fill("not-the-password")
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.getByText("That email and password don't match.").waitFor()
    await shop.signIn(page, demo)

    const tickets = page.getByRole("region", { name: "My tickets" }).getByRole("listitem")
    const purchases = page.getByRole("region", { name: "My purchases" }).getByRole("listitem")
    await purchases.filter({ hasText: "All Recordings, Forever" }).filter({ hasText: "Ready" }).waitFor()
    await page.getByRole("region", { name: "My tickets" }).getByRole("status").waitFor({ state: "detached" })
    const ticketsBefore = await tickets.count()

    await shop.openEvent(page, demo)
    await shop.putTicketIntoCart(page, "Standard")
    await shop.addOffer(page, "Goes well with your tickets", OFFER)
    await shop.cartLine(page, OFFER).waitFor()
    expect(await page.getByLabel("Email").inputValue()).toBe(demo.customer.email)
    await page.getByRole("button", { name: "Continue to payment" }).click()
    await untilPaymentPage(page)
    await payWith(page, CARDS.pays)
    const number = await untilConfirmed(page)
    await shop.declineAll(page)
    const more = page.getByRole("region", { name: "One more thing" }).getByRole("article")
    await more.filter({ hasText: "Backstage Tour" }).waitFor()
    expect(await more.filter({ hasText: OFFER }).count()).toBe(0)
    expect(await audit(page)).toEqual([])

    await page.getByRole("link", { name: "My tickets and purchases" }).click()
    const bought = purchases.filter({ hasText: OFFER }).filter({ hasText: `Order #${number}` })
    await bought.filter({ hasText: "Confirmed" }).waitFor()
    await tickets.nth(ticketsBefore).waitFor()
    expect(await tickets.count()).toBe(ticketsBefore + 1)
    expect(await audit(page)).toEqual([])
    await bought.getByRole("link", { name: `Order #${number}` }).click()
    await page.getByRole("heading", { name: "Your order" }).waitFor()
    await page.getByRole("list", { name: "Items" }).getByRole("listitem").filter({ hasText: OFFER }).waitFor()
    expect(await audit(page)).toEqual([])

    await office.refund(await office.offer(OFFER), await office.order(number))
    await page.goto(`${demo.storefront}/account`)
    await bought.filter({ hasText: "Refunded" }).waitFor()
    expect(await audit(page)).toEqual([])

    await shop.openEvent(page, demo)
    await page.getByRole("link", { name: /Designed to Be Opened/ }).click()
    const seat = page.getByRole("region", { name: "Your seat" })
    await seat.getByRole("button", { name: "Reserve my seat" }).click()
    await seat.getByText("You have a seat. See you there.").waitFor()
    await seat.getByText("159 of 160 seats left").waitFor()
    expect(await audit(page)).toEqual([])
    await seat.getByRole("button", { name: "Give my seat back" }).click()
    await seat.getByText("160 of 160 seats left").waitFor()

    const otherTab = await page.context().newPage()
    await otherTab.goto(`${demo.storefront}/account`)
    await otherTab.getByRole("heading", { name: "Hello, Mara" }).waitFor()
    await page.bringToFront()
    await page.getByRole("link", { name: "My tickets", exact: true }).click()
    await page.getByRole("button", { name: "Sign out" }).click()
    await page.getByRole("heading", { name: "Sign in" }).waitFor()
    await otherTab.getByRole("heading", { name: "Sign in" }).waitFor()
    expect(await otherTab.getByText(demo.customer.email).count()).toBe(0)
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Sign in" }).waitFor()
  })

  world.scenario("sees what a ticket was bought as, and that it was upgraded", size, async ({ page, demo }) => {
    await shop.signIn(page, demo)
    await shop.openEvent(page, demo)
    await shop.putTicketIntoCart(page, "Premium")
    await shop.addOffer(page, "Goes well with your tickets", UPGRADE)
    await shop.cartLine(page, UPGRADE).waitFor()
    await page.getByRole("button", { name: "Continue to payment" }).click()
    await untilPaymentPage(page)
    await payWith(page, CARDS.pays)
    await untilConfirmed(page)

    const tickets = page.getByRole("region", { name: "My tickets" }).getByRole("listitem")
    const upgraded = tickets.filter({ hasText: "Upgraded to VIP" })
    await eventually(async () => {
      await page.goto(`${demo.storefront}/account`)
      await tickets.first().waitFor()
      return upgraded.count()
    }, Boolean)
    expect(await audit(page)).toEqual([])
  })
}
