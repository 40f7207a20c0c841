import type { Page } from "playwright-core"
import * as admin from "./support/admin"
import { audit } from "./support/audit"
import { eventually } from "./support/eventually"
import type { Size } from "./support/sizes"
import { offerCard } from "./support/storefront"
import type { Visit, World } from "./support/world"

/** A poster of one violet pixel. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgYPj/HwADAgH/cRfH0wAAAABJRU5ErkJggg==",
  "base64"
)

const SECTION = "Make more of it"

/** Medusa's own part: a product whose only variant becomes the ticket. */
async function makeTicketProduct({ office, size }: Visit): Promise<string> {
  const title = `Night Market entry (${size.name})`
  const { sales_channels } = await office.admin.get<{ sales_channels: { id: string; name: string }[] }>("/admin/sales-channels")
  await office.admin.post("/admin/products", {
    title,
    status: "published",
    sales_channels: sales_channels.filter(({ name }) => name === "Event shop").map(({ id }) => ({ id })),
    options: [{ title: "Day", values: ["Friday"] }],
    variants: [{ title: "Friday", options: { Day: "Friday" }, manage_inventory: false, prices: [{ currency_code: "eur", amount: 12 }] }],
  })
  return title
}

async function makeEvent(page: Page, visit: Visit, title: string): Promise<void> {
  await page.getByRole("link", { name: "Create event" }).click()
  const form = admin.form(page)
  await form.getByLabel("Title").fill(title)
  await form.getByRole("button", { name: "Create event" }).click()
  await form.getByText("This is required").first().waitFor()
  expect(await admin.auditAdmin(page)).toEqual([])
  await admin.choose(page, "Time zone", "Lisbon", /Lisbon/)
  await form.getByLabel("Starts").fill("2027-05-21T18:00")
  await form.getByLabel("Ends").fill("2027-05-21T23:30")
  await form.getByLabel("Venue").fill("Old Fish Hall")
  await form.getByLabel("City").fill("Lisbon")
  await admin.save(page, "Create event")
  await page.getByRole("heading", { name: title, level: 1 }).waitFor()
  expect(await admin.auditAdmin(page)).toEqual([])

  await page.getByRole("link", { name: "Add session" }).click()
  await form.getByLabel("Title").fill("Lantern Workshop")
  await form.getByLabel("Speaker").fill("Rita Vaz")
  await form.getByLabel("Starts").fill("2027-05-21T19:00")
  await form.getByLabel("Ends").fill("2027-05-21T20:30")
  await form.getByLabel("Room").fill("Loft")
  await form.getByLabel("Capacity").fill("30")
  expect(await admin.auditAdmin(page)).toEqual([])
  await admin.save(page)
  await page.getByRole("row", { name: /Lantern Workshop/ }).filter({ hasText: "19:00–20:30" }).waitFor()

  const product = await makeTicketProduct(visit)
  await page.getByRole("link", { name: "Add ticket type" }).click()
  await admin.choose(page, "Product variant", product, product)
  expect(await form.getByLabel("Name").inputValue()).toBe("Friday")
  await form.getByLabel("Name").fill("Evening")
  expect(await admin.auditAdmin(page)).toEqual([])
  await admin.save(page)
  await page.getByRole("listitem").filter({ hasText: "Evening" }).filter({ hasText: "€12.00" }).waitFor()

  await page.getByRole("button", { name: "Publish", exact: true }).first().click()
  await page.getByText("Published", { exact: true }).first().waitFor()
}

async function makeOffer(page: Page, { demo, size }: Visit, event: string, title: string): Promise<void> {
  await admin.openAdmin(page, demo, "/offers", "Offers")
  await page.getByRole("link", { name: "Create", exact: true }).filter({ visible: true }).click()
  const form = admin.form(page)
  await admin.choose(page, "Event", size.name, event)
  await form.getByRole("combobox", { name: "Type" }).click()
  await page.getByRole("option", { name: "Merchandise" }).click()
  await form.getByLabel("Title").fill(title)
  await form.getByLabel("Description").fill("Paper, bamboo and a candle that lasts the night.")
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), form.getByRole("button", { name: /^Choose image/ }).click()])
  await chooser.setFiles({ name: "lantern.png", mimeType: "image/png", buffer: PICTURE })
  await form.getByRole("img", { name: "The chosen image" }).waitFor()
  await form.getByLabel("Price in EUR").fill("25")
  await form.getByLabel("Compare-at price").first().fill("20")
  await form.getByRole("checkbox", { name: /Event pages/ }).check()
  await form.getByRole("checkbox", { name: /Lantern Workshop/ }).waitFor()
  await form.getByLabel("Units in all").fill("5")
  await form.getByRole("button", { name: "Save and publish" }).click()
  await form.getByText("Must be higher than the price").waitFor()
  expect(await admin.auditAdmin(page)).toEqual([])
  await form.getByLabel("Compare-at price").first().fill("32")
  await admin.save(page, "Save and publish")
  await page.getByRole("heading", { name: title, level: 1 }).waitFor()
  await page.getByText("Published", { exact: true }).first().waitFor()
}

/** The organizer's way from nothing to a sale, and what attendees see of it. */
export function organizer(world: World, size: Size): void {
  world.scenario("creates an event and an offer, sells it, changes and archives it", size, async (visit) => {
    const { page, demo, office } = visit
    const event = `Night Market ${size.name}`
    const title = `Paper Lantern (${size.name})`

    await admin.logIn(page, demo)
    await admin.openMonetization(page, size)
    expect(await admin.auditAdmin(page)).toEqual([])
    await makeEvent(page, visit, event)
    await makeOffer(page, visit, event, title)
    await page.getByText("In step", { exact: true }).waitFor()
    expect(await admin.auditAdmin(page)).toEqual([])
    const offer = await office.offer(title)
    const [price] = offer.prices
    expect(await office.stripe.prices.retrieve(price.stripe_price_id as string)).toMatchObject({
      active: true,
      unit_amount: 2500,
      currency: "eur",
      product: offer.stripe.product_id,
    })

    const storefront = await page.context().newPage()
    await storefront.goto(`${demo.storefront}/events/night-market-${size.name}`)
    await storefront.getByText("Doors 18:00. All times in Lisbon time").waitFor()
    await storefront.getByRole("heading", { name: "Evening" }).waitFor()
    const card = offerCard(storefront, SECTION, title)
    await card.getByText("€25").waitFor()
    await card.getByText("€32").waitFor()
    await card.getByText("Only 5 left").waitFor()
    await card.scrollIntoViewIfNeeded()
    const picture = card.locator("img")
    expect(await eventually(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), Boolean)).toBe(1)
    expect(await audit(storefront)).toEqual([])

    await office.sell(offer.id, 2, `buyer.${size.name}@example.com`)
    await office.holdInAnotherCart(offer.id, 1)
    await page.bringToFront()
    await page.reload()
    await page.getByRole("img", { name: "2 sold, 1 held, 2 of 5 left" }).waitFor()
    for (const [label, units] of Object.entries({ Sold: "2", "Held in carts": "1", Left: "2", "In all": "5" })) {
      expect(await admin.figure(page, label).innerText()).toBe(units)
    }
    await page.getByText(`buyer.${size.name}@example.com`).first().waitFor()
    expect(await admin.auditAdmin(page)).toEqual([])

    await admin.act(page, "Edit")
    await admin.form(page).getByLabel("Price in EUR").fill("28")
    expect(await admin.auditAdmin(page)).toEqual([])
    await admin.save(page)
    const changed = await eventually(() => office.offer(title), ({ stripe, prices }) => stripe.status === "synced" && prices[0].stripe_price_id !== price.stripe_price_id)
    expect(await office.stripe.prices.retrieve(changed.prices[0].stripe_price_id as string)).toMatchObject({ active: true, unit_amount: 2800 })
    expect(await office.stripe.prices.retrieve(price.stripe_price_id as string)).toMatchObject({ active: false })
    await storefront.bringToFront()
    await storefront.reload()
    await card.getByText("€28").waitFor()

    await page.bringToFront()
    await admin.act(page, "Archive")
    await page.getByRole("alertdialog").getByRole("button", { name: "Archive" }).click()
    await page.getByText("Archived", { exact: true }).first().waitFor()
    await storefront.bringToFront()
    await storefront.reload()
    await storefront.getByRole("heading", { name: SECTION }).waitFor()
    await storefront.getByRole("article").filter({ hasText: title }).waitFor({ state: "detached" })
  })

  world.scenario("finds the admin's pages in good order in the dark", size, async ({ page, demo, office }) => {
    await page.addInitScript(() => localStorage.setItem("medusa_admin_theme", "dark"))
    const offer = await office.offer("Lumen Live Hoodie")
    const codes = await office.offer("Quiet Lounge Pass")
    await admin.logIn(page, demo)
    await admin.openMonetization(page, size)
    expect(await page.locator("html").getAttribute("class")).toContain("dark")
    expect(await admin.auditAdmin(page)).toEqual([])
    const faults: Record<string, string[]> = {}
    const pages = [
      ["/events", "Events"],
      [`/events/${demo.eventId}`, "Lumen Live 2027"],
      ["/offers", "Offers"],
      [`/offers/${offer.id}`, offer.title],
      ["/funnels", "Funnels"],
      ["/funnels/create", "Create funnel"],
      [`/events/${demo.eventId}/check-in`, "Check-in"],
      ["/offers/create", "Create offer"],
      ["/events/create", "Create event"],
      [`/offers/${offer.id}/edit`, "Edit offer"],
      [`/offers/${offer.id}/schedule`, "Schedule the sale"],
      [`/offers/${codes.id}`, codes.title],
      [`/events/${demo.eventId}/fulfilment`, "Fulfilment"],
      [`/events/${demo.eventId}/sessions/create`, "Add session"],
      [`/events/${demo.eventId}/ticket-types/create`, "Add ticket type"],
    ]
    for (const [path, heading] of pages) {
      await admin.openAdmin(page, demo, path, heading)
      faults[path] = await admin.auditAdmin(page)
    }
    expect(faults).toEqual(Object.fromEntries(pages.map(([path]) => [path, []])))

    const { offer: detail } = await office.admin.get<{ offer: { product_id: string } }>(`/admin/offers/${offer.id}`)
    await page.goto(`${demo.admin}/products/${detail.product_id}`)
    await page.getByRole("link", { name: offer.title }).waitFor()
    expect(await admin.auditWidget(page, "Offers")).toEqual([])
  })

  world.scenario("says what returned money was for, and gives a guest their link again", size, async ({ page, demo, office }) => {
    const offer = await office.publishOffer({ title: `Foot Massage (${size.name})`, inventory_total: 5 })
    const email = `ines.${size.name}@example.com`
    await office.sell(offer.id, 2, email)
    const order = await eventually(() => office.latestOrder(email), Boolean)
    await office.sendMoneyBack(order, 30)

    await admin.logIn(page, demo)
    await page.goto(`${demo.admin}/orders/${order.id}`)
    await page.getByText("€30.00 of this order was refunded without saying what for").waitFor()
    expect(await admin.auditWidget(page, "Offers")).toEqual([])
    await page.getByRole("button", { name: `Refund: ${offer.title}` }).click()
    const form = admin.form(page)
    await form.getByRole("switch", { name: "The money has been returned already" }).click()
    await form.getByRole("button", { name: "Take back" }).click()
    await form.getByText("Only €30.00 went back; these units cost more").waitFor()
    expect(await admin.auditAdmin(page)).toEqual([])
    await form.getByLabel("Units").fill("1")
    await form.getByRole("button", { name: "Take back" }).click()
    await page.getByRole("alertdialog").getByRole("button", { name: "Take back" }).click()
    await form.waitFor({ state: "hidden" })
    await page.getByText("1 refunded").waitFor()
    await page.getByText("without saying what for").waitFor({ state: "detached" })
    expect((await office.units(email)).map(({ status }) => status).sort()).toEqual(["PENDING", "REVOKED"])

    await page.getByRole("button", { name: "Copy the buyer's link" }).click()
    const link = await page.getByRole("textbox", { name: "The buyer's link" }).inputValue()
    expect(await admin.auditWidget(page, "Offers")).toEqual([])
    await page.goto(link)
    await page.getByRole("heading", { name: "Your purchases" }).waitFor()
    await page.getByRole("listitem").filter({ hasText: offer.title }).first().waitFor()
  })

  world.scenario("finds what all offers of an event owe in one queue", size, async ({ page, demo, office }) => {
    const offer = await office.publishOffer({ title: `Tea at Dawn (${size.name})`, inventory_total: 5 })
    const email = `otto.${size.name}@example.com`
    await office.sell(offer.id, 2, email)
    await eventually(() => office.units(email), (units) => units.length === 2)

    await admin.logIn(page, demo)
    await admin.openAdmin(page, demo, `/events/${demo.eventId}`, "Lumen Live 2027")
    await page.getByRole("link", { name: "Fulfilment", exact: true }).click()
    await page.getByRole("heading", { name: "Fulfilment", level: 1 }).waitFor()
    await page.getByRole("searchbox", { name: "Search in All offers" }).fill(email)
    const rows = page.getByRole("row").filter({ hasText: offer.title })
    // The heading's row and theirs: until then the queue shows everybody's.
    await eventually(() => page.getByRole("row").count(), (count) => count === 3)
    expect(await rows.count()).toBe(2)
    await page.getByRole("checkbox", { name: "Choose all on this page" }).click()
    await page.getByRole("button", { name: "Mark as done" }).click()
    await rows.filter({ hasText: "Done" }).nth(1).waitFor()
    await page.getByRole("button", { name: "Clear choice" }).waitFor({ state: "detached" })
    expect(await admin.auditAdmin(page)).toEqual([])
    expect((await office.units(email)).map(({ status }) => status)).toEqual(["FULFILLED", "FULFILLED"])
    await page.getByRole("searchbox", { name: "Search in All offers" }).fill("nobody@nowhere")
    await page.getByText("Nothing matches").waitFor()
  })
}
