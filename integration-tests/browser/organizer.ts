import type { Page } from "playwright-core"
import { signToken } from "../../src/utils/signed-token"
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

async function makeOffer(page: Page, { demo, office, size }: Visit, event: string, title: string): Promise<void> {
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
  const price = form.getByLabel("Price in EUR")
  for (const key of [",", "."]) {
    await price.fill("")
    await price.pressSequentially(`25${key}50`)
    expect(await price.inputValue()).toBe("25.50")
  }
  await price.fill("25")
  await form.getByLabel("Compare-at price").first().fill("20")
  await form.getByRole("checkbox", { name: /Event pages/ }).check()
  await form.getByRole("checkbox", { name: /Lantern Workshop/ }).waitFor()
  await form.getByLabel("Units in all").fill("5")
  await form.getByRole("button", { name: "Save and publish" }).click()
  await form.getByText("Must be higher than the price").waitFor()
  expect(await admin.auditAdmin(page)).toEqual([])
  await form.getByLabel("Compare-at price").first().fill("32")
  // Medusa's form saves on these keys too, once for each time they are pressed.
  await page.keyboard.down("Control")
  await page.keyboard.press("Enter")
  await page.keyboard.press("Enter")
  await page.keyboard.up("Control")
  await form.waitFor({ state: "hidden" })
  await page.getByRole("heading", { name: title, level: 1 }).waitFor()
  const { count } = await office.admin.get<{ count: number }>(`/admin/offers?${new URLSearchParams({ q: title })}`)
  expect(count).toBe(1)
  await page.getByText("Published", { exact: true }).first().waitFor()
}

/** The preview beside the offer, in one of its places. */
async function previewAt(page: Page, place: string): Promise<void> {
  await page.getByRole("combobox", { name: "Placement" }).click()
  await page.getByRole("option", { name: place }).click()
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
    await previewAt(page, "Event pages")
    await page.getByRole("region", { name: "Quick view" }).getByText("Only 5 left").waitFor()
    expect(await page.getByText("Attendees don't see it now").count()).toBe(0)
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
    await page.getByText("Whoever wants it now is told “No longer offered”.").waitFor()
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
      [`/offers/${offer.id}/preview`, "Preview"],
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

    type Tickets = { event: { ticket_types: { variant: { product: { id: string } } }[] } }
    const { event } = await office.admin.get<Tickets>(`/admin/events/${demo.eventId}`)
    await page.goto(`${demo.admin}/products/${event.ticket_types[0].variant.product.id}`)
    await page.getByRole("heading", { name: "Offers for this ticket" }).waitFor()
    expect(await admin.auditWidget(page, "Offers for this ticket")).toEqual([])
  })

  world.scenario("shows each place and currency of an offer as the shop does", size, async ({ page, demo, office }) => {
    const offer = await office.publishOffer({
      title: `Ferry at Night (${size.name})`,
      inventory_total: 2,
      placements: ["IN_EVENT", "POST_PURCHASE"],
      per_customer_limit: 2,
      prices: [
        { currency_code: "eur", amount: 30, compare_at_amount: 45 },
        { currency_code: "jpy", amount: 4500 },
      ],
    })
    await admin.logIn(page, demo)
    await admin.openAdmin(page, demo, `/offers/${offer.id}/preview`, "Preview")
    const preview = admin.form(page)
    const quickView = preview.getByRole("region", { name: "Quick view" })
    await quickView.getByText("€30", { exact: true }).waitFor()
    await quickView.getByText("Save 33%").waitFor()
    await quickView.getByText("2 per person").waitFor()
    expect(await admin.auditAdmin(page)).toEqual([])
    await preview.getByRole("combobox", { name: "Currency" }).click()
    await page.getByRole("option", { name: "JPY" }).click()
    await quickView.getByText("JP¥4,500", { exact: true }).waitFor()
    await preview.getByRole("combobox", { name: "Placement" }).click()
    await page.getByRole("option", { name: "After purchase" }).click()
    await preview.getByText("Yes, add it — pay JP¥4,500 with Visa •••• 4242").waitFor()
    expect(await admin.auditAdmin(page)).toEqual([])
    await office.sell(offer.id, 2, `finn.${size.name}@example.com`)
    await page.reload()
    await preview.getByText("Whoever wants it now is told “Sold out”.").waitFor()

    await admin.openAdmin(page, demo, "", "Monetization")
    await page.getByRole("link", { name: "Need attention" }).click()
    await page.getByRole("row").filter({ hasText: offer.title }).getByText("Sold out", { exact: true }).first().waitFor()
  })

  world.scenario("goes on showing a code while the list changes around it", size, async ({ page, demo, office }) => {
    const offer = await office.publishOffer({
      title: `Radio Stream (${size.name})`,
      type: "EXCLUSIVE_CONTENT",
      delivery_method: "ACCESS_CODE",
      code_source: "uploaded",
      inventory_total: null,
    })
    await office.admin.post(`/admin/offers/${offer.id}/access-codes`, { codes: ["RADIO-1", "RADIO-2", "RADIO-3"] })
    await admin.logIn(page, demo)
    await admin.openAdmin(page, demo, `/offers/${offer.id}`, offer.title)
    const rows = page.getByRole("row").filter({ has: page.getByRole("button", { name: "Copy the code" }) })
    await eventually(() => rows.count(), (count) => count === 3)
    await rows.first().getByRole("button", { name: "Show the code" }).click()
    await rows.first().getByText(/^RADIO-\d$/).waitFor()
    await rows.last().getByRole("button", { name: /^Actions/ }).click()
    await page.getByRole("menuitem", { name: "Remove" }).click()
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click()
    await eventually(() => rows.count(), (count) => count === 2)
    await page.getByText("2 left", { exact: false }).first().waitFor()
    expect(await rows.first().getByText(/^RADIO-\d$/).count()).toBe(1)
  })

  world.scenario("shows whoever is at the door now, however late the answer before comes", size, async ({ page, demo, office, problems }) => {
    const offer = await office.publishOffer({ title: `Boat Ride (${size.name})`, inventory_total: 5, delivery_method: "QR_TICKET" })
    const email = `ida.${size.name}@example.com`
    await office.sell(offer.id, 1, email)
    const [unit] = await eventually(() => office.units(email), (units) => units.length > 0)
    const { token } = await signToken(demo.jwtSecret, "ticket", { unit_id: unit.id }, null)
    problems.expect(/^400 POST \S+\/check-in$/, "the second code is nobody's ticket")

    let letGo = () => {}
    const held = new Promise<void>((resolve) => (letGo = resolve))
    let asked = 0
    await page.route(/\/admin\/events\/[^/]+\/check-in$/, async (route) => {
      if ((asked += 1) === 1) {
        await held
      }
      await route.continue()
    })
    await admin.logIn(page, demo)
    await admin.openAdmin(page, demo, `/events/${demo.eventId}/check-in`, "Check-in")
    const now = page.getByRole("main").getByRole("status")
    for (const [code, shown] of [[token, "Checking…"], ["not a ticket", "Unknown code"]]) {
      await page.getByLabel("Ticket code").fill(code)
      await page.keyboard.press("Enter")
      await now.getByText(shown, { exact: true }).waitFor()
      expect(await admin.auditAdmin(page)).toEqual([])
    }
    letGo()
    await page.getByRole("listitem").filter({ hasText: "Welcome" }).waitFor()
    expect(await now.getByText("Unknown code", { exact: true }).count()).toBe(1)
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
    const offer = await office.publishOffer({ title: `Tea at Dawn (${size.name})`, inventory_total: 30 })
    const email = `otto.${size.name}@example.com`
    type Units = { units: { status: string }[] }
    const units = async () => (await office.admin.get<Units>(`/admin/offer-units?limit=100&${new URLSearchParams({ q: email })}`)).units
    // More than the twenty of a page.
    await office.sell(offer.id, 11, email)
    await office.sell(offer.id, 11, email)
    await eventually(units, (sold) => sold.length === 22)

    await admin.logIn(page, demo)
    await admin.openAdmin(page, demo, `/events/${demo.eventId}`, "Lumen Live 2027")
    await page.getByRole("link", { name: "Fulfilment", exact: true }).click()
    await page.getByRole("heading", { name: "Fulfilment", level: 1 }).waitFor()
    await page.getByRole("searchbox", { name: "Search in All offers" }).fill(email)
    const rows = page.getByRole("row").filter({ hasText: offer.title })
    // Until then the queue shows everybody's.
    await eventually(() => rows.count(), (count) => count === 20)
    expect(await page.getByRole("row").count()).toBe(21)
    await page.getByRole("checkbox", { name: "Choose all on this page" }).click()
    await page.getByText("20 chosen").waitFor()
    expect(await admin.auditAdmin(page)).toEqual([])
    await page.getByRole("button", { name: "Choose all 22 that match" }).click()
    await page.getByText("22 chosen").waitFor()
    await page.getByRole("button", { name: "Mark as done" }).click()
    await rows.filter({ hasText: "Done" }).nth(1).waitFor()
    await page.getByRole("button", { name: "Clear choice" }).waitFor({ state: "detached" })
    expect(await admin.auditAdmin(page)).toEqual([])
    expect((await units()).map(({ status }) => status)).toEqual(Array(22).fill("FULFILLED"))
    await page.getByRole("searchbox", { name: "Search in All offers" }).fill("nobody@nowhere")
    await page.getByText("Nothing matches").waitFor()
  })
}
