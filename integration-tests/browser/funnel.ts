import type { Page } from "playwright-core"
import { audit } from "./support/audit"
import { eventually } from "./support/eventually"
import { CARDS, payWith, untilConfirmed, untilPaymentPage } from "./support/payment-page"
import { withParcelFunnel } from "./support/parcel-funnel"
import type { Size } from "./support/sizes"
import * as shop from "./support/storefront"
import type { Visit, World } from "./support/world"

const UPSELL = { offer: "VIP Upgrade", headline: "Move up to the first rows" }
const DOWNSELL = { offer: "Afterparty at the Boathouse", headline: "Then at least stay for the party" }
const LAST = { offer: "All Recordings, Forever", headline: /^Watch again/ }
const PARCEL = { offer: "Lumen Live Hoodie", headline: "Something warm for the way home through a Berlin night in October" }
const LONG_MESSAGE =
  "Heavy cotton that keeps glowing for an hour after the lights go out, waiting for you at the info counter with your name on it, in the size you tell us there."

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
    await accept(page).filter({ hasText: /pay €\d+ with Visa/ }).filter({ hasText: "4242" }).waitFor()
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

  world.scenario("sees what a one-time offer comes to with delivery, and pays no more than that", size, async (visit) => {
    const { page, office, demo, problems } = visit
    const email = `pam.${size.name}@example.com`
    await withParcelFunnel(office, demo, { ...PARCEL, message: LONG_MESSAGE }, async (setPrice) => {
      await setPrice(4.9)
      const first = await office.order(await buyTicket(visit, email, CARDS.pays))
      await heading(page, PARCEL.headline).waitFor()
      await page.getByText("Price €59.00 + delivery (Collect at the event) €4.90 = €63.90").waitFor()
      await page.getByText("charged to Visa •••• ending in 4242").waitFor()
      await accept(page).filter({ hasText: "pay €63.90 with Visa" }).waitFor()
      expect(await audit(page)).toEqual([])
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
      expect(fits).toBe(true)

      await setPrice(6.5)
      problems.expect(/^400 POST \S+\/post-purchase\/accept$/, "the total has risen since it was shown")
      await accept(page).click()
      await page.getByRole("alert").filter({ hasText: "You have not been charged" }).waitFor()
      await page.getByText("delivery (Collect at the event) €6.50 = €65.50").waitFor()
      expect((await office.latestOrder(email)).id).toBe(first.id)
      expect(await audit(page)).toEqual([])

      await accept(page).filter({ hasText: "pay €65.50 with Visa" }).click()
      await heading(page, "Added to your order").waitFor()
      expect(await audit(page)).toEqual([])
      const followUp = await eventually(() => office.latestOrder(email), (order) => order.total === 65.5)
      expect(followUp).toMatchObject({ payment_status: "captured" })
    })
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
