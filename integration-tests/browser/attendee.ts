import { audit } from "./support/audit"
import { eventually } from "./support/eventually"
import { CARDS, payWith, untilConfirmed, untilPaymentPage } from "./support/payment-page"
import type { Size } from "./support/sizes"
import * as shop from "./support/storefront"
import type { World } from "./support/world"

const TICKET = { name: "Premium", sku: "LUMEN-LIVE-PREMIUM" }
const SHIPPED = "Lumen Live Hoodie"
const RECOMMENDED = "All Recordings, Forever"

/** Somebody without an account buys a ticket and two extras, with a card that fails first. */
export function attendee(world: World, size: Size): void {
  world.scenario("buys a ticket and extras through the hosted payment page", size, async ({ page, demo, office, problems }) => {
    const email = `ada.${size.name}@example.com`
    const before = {
      ticket: await office.ticketStock(TICKET.sku),
      shipped: (await office.offer(SHIPPED)).stock,
      recommended: (await office.offer(RECOMMENDED)).stock,
    }

    await shop.openEvent(page, demo)
    expect(await audit(page)).toEqual([])
    await shop.putTicketIntoCart(page, TICKET.name)
    await shop.openEvent(page, demo)
    await shop.addOffer(page, "Make more of it", SHIPPED)
    expect(await audit(page)).toEqual([])
    await page.getByRole("status").getByRole("link", { name: "View cart" }).click()

    await shop.cartLine(page, TICKET.name).waitFor()
    await shop.cartLine(page, SHIPPED).waitFor()
    const timer = page.getByRole("region", { name: "Your cart" }).getByRole("timer").first()
    expect(await shop.secondsLeft(timer)).toBeGreaterThan(14 * 60)
    const shipped = await office.offer(SHIPPED)
    expect(shipped.stock).toEqual({ ...before.shipped, held: before.shipped.held + 1, available: before.shipped.available! - 1 })

    await office.endHoldsIn(shipped.id, 100)
    await shop.openCart(page, demo)
    await eventually(() => shop.secondsLeft(timer), (seconds) => seconds <= 100)
    expect(await shop.secondsLeft(timer)).toBeLessThanOrEqual(100)
    await page.getByRole("button", { name: "Extend" }).click()
    expect(await eventually(() => shop.secondsLeft(timer), (seconds) => seconds > 14 * 60)).toBeGreaterThan(14 * 60)

    await shop.addOffer(page, "Goes well with your tickets", RECOMMENDED)
    await shop.cartLine(page, RECOMMENDED).waitFor()
    await shop.offerCard(page, "Goes well with your tickets", RECOMMENDED).waitFor({ state: "detached" })

    await page.getByRole("button", { name: "Continue to payment" }).click()
    await page.getByText("Enter an email address such as name@example.com").waitFor()
    await page.getByLabel("Email").fill(email)
    await page.getByRole("button", { name: "Continue to payment" }).click()
    await page.getByText("Add an address and choose how to deliver your order first.").waitFor()
    problems.expect(/^net::ERR_FAILED GET \S+\/store\/shipping-options/, "the shop can't be reached for a moment")
    await page.route("**/store/shipping-options*", (route) => route.abort())
    await shop.askForDelivery(page, shop.HOME)
    await page.getByRole("alert").filter({ hasText: "We couldn't reach the shop" }).waitFor()
    expect(await audit(page)).toEqual([])
    await page.unroute("**/store/shipping-options*")
    await page.getByRole("button", { name: "Try again" }).click()
    await page.getByRole("radiogroup", { name: "How to deliver" }).waitFor()
    await page.getByRole("radio", { name: /Standard shipping/ }).check()
    await eventually(() => shop.sum(page, "Delivery").innerText(), (text) => text === "€6.90")
    expect(await shop.sum(page, "Delivery").innerText()).toBe("€6.90")
    expect(await audit(page)).toEqual([])
    const total = await shop.checkSums(page, "Total")
    await page.getByRole("button", { name: "Continue to payment" }).click()

    await untilPaymentPage(page)
    expect(await audit(page)).toEqual([])
    await page.getByText(total).first().waitFor()
    problems.expect(/^402 POST \S+\/c\/pay\//, "the card is declined")
    await payWith(page, CARDS.declined)
    await page.getByRole("alert").filter({ hasText: "Your card was declined." }).waitFor()
    expect(await audit(page)).toEqual([])
    await payWith(page, CARDS.threeDSecure)
    await page.getByRole("button", { name: "Complete authentication" }).waitFor()
    expect(await audit(page)).toEqual([])
    await page.getByRole("button", { name: "Complete authentication" }).click()

    const number = await untilConfirmed(page)
    const items = page.getByRole("list", { name: "Items" }).getByRole("listitem")
    expect(await items.count()).toBe(3)
    for (const title of [TICKET.name, SHIPPED, RECOMMENDED]) {
      await items.filter({ hasText: title }).waitFor()
    }
    expect(await shop.checkSums(page, "Paid")).toBe(total)
    expect(await audit(page)).toEqual([])

    const order = await office.order(number)
    expect(order).toMatchObject({ email, payment_status: "captured", items: expect.arrayContaining(Array(3).fill(expect.objectContaining({ quantity: 1 }))) })
    expect(total).toBe(`€${order.total.toFixed(2)}`)
    expect(await office.purchases(shipped.id, order.id)).toEqual([expect.objectContaining({ email, quantity: 1, status: "PENDING" })])
    await office.ship(order, SHIPPED)
    const sent = await eventually(() => office.purchases(shipped.id, order.id), ([purchase]) => purchase.status === "FULFILLED")
    expect(sent).toEqual([expect.objectContaining({ status: "FULFILLED" })])
    // Its files are there, so nobody has to do anything.
    const { id } = await office.offer(RECOMMENDED)
    const delivered = await eventually(() => office.purchases(id, order.id), ([purchase]) => purchase.status === "FULFILLED")
    expect(delivered).toEqual([expect.objectContaining({ email, quantity: 1, status: "FULFILLED" })])
    expect({
      ticket: await office.ticketStock(TICKET.sku),
      shipped: (await office.offer(SHIPPED)).stock,
      recommended: (await office.offer(RECOMMENDED)).stock,
    }).toEqual({
      ticket: { stocked: before.ticket.stocked, reserved: before.ticket.reserved + 1 },
      shipped: { ...before.shipped, sold: before.shipped.sold + 1, available: before.shipped.available! - 1 },
      recommended: { ...before.recommended, sold: before.recommended.sold + 1 },
    })
    await shop.openCart(page, demo)
    await page.getByText("There is nothing in your cart yet.").waitFor()
    expect(await audit(page)).toEqual([])
  })
}
