import type { Page } from "playwright-core"
import { audit } from "./support/audit"
import { eventually } from "./support/eventually"
import { CARDS, payWith, untilConfirmed, untilPaymentPage } from "./support/payment-page"
import type { Size } from "./support/sizes"
import * as shop from "./support/storefront"
import type { Visit, World } from "./support/world"

const UPSELL = { offer: "VIP Upgrade", headline: "Move up to the first rows" }
const DOWNSELL = { offer: "Afterparty at the Boathouse", headline: "Then at least stay for the party" }
const LAST = { offer: "All Recordings, Forever", headline: /^Watch again/ }

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name, level: 2 })
const accept = (page: Page) => page.getByRole("button", { name: /^Yes, / })
const results = (page: Page) => page.getByRole("list", { name: "Added so far" }).getByRole("listitem")

/** Somebody without an account buys a ticket; answers the order's number. */
async function buyTicket({ page, demo }: Visit, email: string, card: string): Promise<number> {
  await shop.openEvent(page, demo)
  await shop.putTicketIntoCart(page, "Standard")
  await page.getByLabel("Email").fill(email)
  await page.getByRole("button", { name: "Continue to payment" }).click()
  await untilPaymentPage(page)
  await payWith(page, card)
  if (card !== CARDS.pays) {
    await page.getByRole("button", { name: "Complete authentication" }).click()
  }
  return untilConfirmed(page)
}

/** One-time offers after the purchase. */
export function funnel(world: World, size: Size): void {
  world.scenario("declines a one-time offer, takes the smaller one with one click, and finds it on a page of their own", size, async (visit) => {
    const { page, office } = visit
    const email = `fay.${size.name}@example.com`
    const number = await buyTicket(visit, email, CARDS.pays)
    await heading(page, UPSELL.headline).waitFor()
    await accept(page).filter({ hasText: "pay with Visa" }).filter({ hasText: "4242" }).waitFor()
    expect(await audit(page)).toEqual([])
    const before = (await office.offer(DOWNSELL.offer)).stock

    await page.getByRole("button", { name: "No thanks" }).click()
    await heading(page, DOWNSELL.headline).waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(DOWNSELL.headline)
    await page.reload()
    await heading(page, DOWNSELL.headline).waitFor()
    await accept(page).click()
    await heading(page, LAST.headline).waitFor()
    await results(page).filter({ hasText: DOWNSELL.offer }).filter({ hasText: "Added" }).waitFor()
    expect(await audit(page)).toEqual([])
    await page.getByRole("button", { name: "No thanks" }).click()
    await heading(page, "Added to your order").waitFor()
    expect(await audit(page)).toEqual([])

    const first = await office.order(number)
    const followUp = await eventually(() => office.latestOrder(email), (order) => order.id !== first.id)
    expect(followUp).toMatchObject({ payment_status: "captured", total: 35 })
    expect(await office.purchases((await office.offer(DOWNSELL.offer)).id, followUp.id)).toEqual([expect.objectContaining({ email, quantity: 1 })])
    expect((await office.offer(DOWNSELL.offer)).stock).toEqual({ ...before, sold: before.sold + 1, available: before.available! - 1 })

    await page.getByRole("link", { name: "Open your purchases" }).click()
    await page.getByRole("heading", { name: "Your purchases" }).waitFor()
    const purchase = page.getByRole("listitem").filter({ hasText: DOWNSELL.offer }).first()
    await purchase.getByText("Confirmed").waitFor()
    expect(await audit(page)).toEqual([])
    const [ticket] = await Promise.all([
      page.waitForResponse(/\/offer-tickets\//),
      purchase.getByRole("button", { name: /^Ticket as PDF/ }).click(),
    ])
    expect(ticket.headers()["content-type"]).toBe("application/pdf")
    expect(ticket.headers()["content-disposition"]).toMatch(/^inline; filename=.*\.pdf/)
  })

  world.scenario("pays a one-time offer on a page where the bank wants to be asked again", size, async (visit) => {
    const { page } = visit
    await buyTicket(visit, `bo.${size.name}@example.com`, CARDS.alwaysAsks)
    await heading(page, UPSELL.headline).waitFor()
    await accept(page).click()
    await untilPaymentPage(page)
    await payWith(page, CARDS.pays)
    await results(page).filter({ hasText: UPSELL.offer }).filter({ hasText: "Added" }).waitFor()
    expect(await audit(page)).toEqual([])
  })
}
