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
      [`/events/${demo.eventId}/sessions/create`, "Add session"],
      [`/events/${demo.eventId}/ticket-types/create`, "Add ticket type"],
    ]
    for (const [path, heading] of pages) {
      await admin.openAdmin(page, demo, path, heading)
      faults[path] = await admin.auditAdmin(page)
    }
    expect(faults).toEqual(Object.fromEntries(pages.map(([path]) => [path, []])))
  })
}
