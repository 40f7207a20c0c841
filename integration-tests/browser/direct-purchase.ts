import type { Page } from "playwright-core"
import { audit } from "./support/audit"
import { CARDS, payWith, untilConfirmed, untilPaymentPage } from "./support/payment-page"
import type { Size } from "./support/sizes"
import * as shop from "./support/storefront"
import type { World } from "./support/world"

/** Presses Tab until the control with that name has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  const target = page.getByRole("button", { name, exact: true })
  await target.waitFor()
  for (let presses = 0; presses < 100; presses++) {
    await page.keyboard.press("Tab")
    if (await target.evaluate((element) => element === document.activeElement)) {
      return
    }
  }
  throw new Error(`A hundred times Tab never reached the button "${name}"`)
}

/** Quick view and "Buy now", without touching a mouse or the screen. */
export function directPurchase(world: World, size: Size): void {
  world.scenario("buys one offer at once, with the keyboard only", size, async ({ page, demo, office }) => {
    const title = `Signed Poster (${size.name})`
    const { id } = await office.publishOffer({ title, inventory_total: 5 })
    const email = `kim.${size.name}@example.com`

    await page.goto(demo.storefront + shop.EVENT_PATH)
    await tabTo(page, `Quick view: ${title}`)
    await page.keyboard.press("Enter")
    const dialog = page.getByRole("dialog", { name: title })
    await dialog.waitFor()
    expect(await audit(page, { include: ["dialog[open]"] })).toEqual([])
    await page.keyboard.press("Escape")
    await dialog.waitFor({ state: "hidden" })
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(title)

    await page.keyboard.press("Enter")
    await dialog.waitFor()
    await tabTo(page, `One more ${title}`)
    await page.keyboard.press("Space")
    await tabTo(page, "Buy now")
    await page.keyboard.press("Enter")
    await dialog.getByLabel("Email for your receipt").waitFor()
    await page.keyboard.type("nobody")
    await page.keyboard.press("Enter")
    await dialog.getByText("Enter an email address such as name@example.com").waitFor()
    expect(await audit(page, { include: ["dialog[open]"] })).toEqual([])
    await page.keyboard.press("Control+A")
    await page.keyboard.type(email)
    await page.keyboard.press("Enter")

    await untilPaymentPage(page)
    expect((await office.offer(title)).stock).toMatchObject({ held: 2, available: 3 })

    // back and once more: it is the same purchase
    await page.goBack()
    await tabTo(page, `Quick view: ${title}`)
    await page.keyboard.press("Enter")
    await tabTo(page, `One more ${title}`)
    await page.keyboard.press("Space")
    await tabTo(page, "Buy now")
    await page.keyboard.press("Enter")
    await dialog.getByLabel("Email for your receipt").waitFor()
    await page.keyboard.type(email)
    await page.keyboard.press("Enter")
    await untilPaymentPage(page)
    expect((await office.offer(title)).stock).toMatchObject({ held: 2, available: 3 })
    const paymentPage = page.url()
    await page.getByRole("link", { name: /^Back to/ }).click()
    await page.getByRole("heading", { name: "You haven't paid yet" }).waitFor()
    expect(await audit(page)).toEqual([])
    await tabTo(page, "Back to your payment")
    await page.keyboard.press("Enter")
    await untilPaymentPage(page)
    expect(page.url()).toBe(paymentPage)
    expect((await office.offer(title)).stock).toMatchObject({ held: 2, available: 3 })
    await payWith(page, CARDS.pays)
    const order = await office.order(await untilConfirmed(page))
    expect(new URL(page.url()).searchParams.get("cart")).toMatch(/^cart_/)
    await page.getByRole("list", { name: "Items" }).getByRole("listitem").filter({ hasText: title }).filter({ hasText: "× 2" }).waitFor()
    expect(order).toMatchObject({ email, payment_status: "captured" })
    expect(await office.purchases(id, order.id)).toEqual([expect.objectContaining({ email, quantity: 2 })])
    expect((await office.offer(title)).stock).toEqual({ total: 5, sold: 2, held: 0, available: 3 })
  })
}
