import { mkdirSync, statSync } from "node:fs"
import path from "node:path"
import type { BrowserContextOptions, Page } from "playwright-core"
import * as admin from "./support/admin"
import { BackOffice, openBackOffice } from "./support/back-office"
import { openChromium } from "./support/chromium"
import { CARDS, payWith, untilConfirmed, untilPaymentPage } from "./support/payment-page"
import { Demo, startDemo } from "./support/running-demo"
import { DESKTOP, PHONE } from "./support/sizes"
import * as shop from "./support/storefront"

/** `npm run screenshots`: starts the demo, uses it, and takes the README's pictures into docs/screenshots. */

const FOLDER = path.resolve(__dirname, "../../docs/screenshots")
const MOST_BYTES = 300_000

/** What attendees have bought by the time the organizer looks: a ticket and these offers each. */
const ORDERS: [email: string, ticket: string, ...offers: string[]][] = [
  ["jo.berger@example.com", "Standard", "VIP Upgrade", "Afterparty at the Boathouse"],
  ["amina.diallo@example.com", "Premium", "VIP Upgrade", "Backstage Tour with the Light Crew"],
  ["tomas.novak@example.com", "Standard", "Quiet Lounge Pass", "All Recordings, Forever"],
  ["lucia.ferri@example.com", "Premium", "VIP Upgrade", "One Hour with a Maker", "Backstage Tour with the Light Crew"],
  ["sven.holm@example.com", "Standard", "VIP Upgrade", "All Recordings, Forever", "Afterparty at the Boathouse"],
  ["grace.obi@example.com", "VIP", "One Hour with a Maker", "Backstage Tour with the Light Crew"],
  ["yuki.mori@example.com", "Standard", "VIP Upgrade", "Quiet Lounge Pass"],
  ["pierre.blanc@example.com", "Standard", "VIP Upgrade", "Afterparty at the Boathouse"],
  ["maria.costa@example.com", "Premium", "VIP Upgrade", "All Recordings, Forever"],
]
const CARTS: [ticket: string, offer: string][] = [
  ["Standard", "VIP Upgrade"],
  ["Premium", "VIP Upgrade"],
  ["Standard", "Quiet Lounge Pass"],
]

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() =>
    [...document.images].every((image) => {
      const { width, top, bottom, left, right } = image.getBoundingClientRect()
      const isInView = width > 0 && bottom > 0 && top < window.innerHeight && right > 0 && left < window.innerWidth
      return image.complete || !isInView
    })
  )
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.mouse.move(0, 0)
  const file = path.join(FOLDER, `${name}.png`)
  await page.screenshot({ path: file, caret: "hide", animations: "disabled" })
  const { size } = statSync(file)
  console.log(`  ${name}.png  ${Math.round(size / 1000)} kB`)
  if (size > MOST_BYTES) {
    throw new Error(`${name}.png has ${size} bytes, more than the ${MOST_BYTES} a picture of the README may have`)
  }
}

async function attendee(page: Page, demo: Demo): Promise<void> {
  await page.goto(demo.storefront)
  await page.getByRole("region", { name: "On the programme" }).waitFor()
  await shoot(page, "storefront-home")

  await page.setViewportSize({ width: 1280, height: 1310 })
  await shop.openEvent(page, demo)
  await page.getByRole("heading", { name: "Tickets" }).evaluate((heading) => window.scrollTo(0, heading.getBoundingClientRect().top - 110))
  await page.getByRole("button", { name: "One more Standard" }).click()
  await shoot(page, "storefront-event")
  await page.setViewportSize({ width: 1280, height: 1020 })

  await shop.signIn(page, demo)
  await shop.openEvent(page, demo)
  await shop.putTicketIntoCart(page, "Premium")
  await shop.openEvent(page, demo)
  await shop.addOffer(page, "Make more of it", "VIP Upgrade")
  await shop.addOffer(page, "Make more of it", "Lumen Live Hoodie")
  await shop.openCart(page, demo)
  await shop.enterAddress(page, { ...shop.HOME, "First name": "Mara", "Last name": "Lindqvist", "Street and number": "Lindenallee 7" })
  await page.getByRole("radio", { name: /Standard shipping/ }).check()
  await page.getByRole("button", { name: "Continue to payment" }).and(page.locator('[aria-disabled="false"]')).waitFor()
  await page.evaluate(() => window.scrollTo(0, 0))
  await shoot(page, "storefront-cart")

  await page.getByRole("button", { name: "Continue to payment" }).click()
  await untilPaymentPage(page)
  await page.getByLabel("Name on card").fill("Mara Lindqvist")
  await page.getByRole("button", { name: /^Fill in 4242/ }).click()
  await shoot(page, "payment-page")
  await page.setViewportSize({ width: 1280, height: 900 })
  await payWith(page, CARDS.pays)
  await untilConfirmed(page)
  await page.getByRole("button", { name: "No thanks" }).waitFor()
  await shoot(page, "storefront-confirmation")
  await page.getByRole("link", { name: "My tickets and purchases" }).click()
  await page.getByRole("region", { name: "My purchases" }).getByRole("listitem").nth(2).waitFor()
  await shoot(page, "storefront-purchases")
}

async function onThePhone(page: Page, demo: Demo): Promise<void> {
  await shop.openEvent(page, demo)
  await shoot(page, "storefront-event-phone")
  await shop.putTicketIntoCart(page, "Standard")
  await shop.openEvent(page, demo)
  await shop.addOffer(page, "Make more of it", "VIP Upgrade")
  await shop.openCart(page, demo)
  await shop.cartLine(page, "VIP Upgrade").waitFor()
  await shoot(page, "storefront-cart-phone")
}

async function sales(office: BackOffice): Promise<void> {
  for (const [email, ticket, ...offers] of ORDERS) {
    await office.buy({ email, ticket, offers })
  }
  for (const [ticket, offer] of CARTS) {
    await office.fillCart({ ticket, offers: [offer] })
  }
}

async function organizer(page: Page, demo: Demo, office: BackOffice): Promise<void> {
  const offer = await office.offer("VIP Upgrade")
  await admin.logIn(page, demo)
  await admin.openMonetization(page, DESKTOP)
  await page.getByRole("heading", { name: "Needs attention" }).waitFor()
  await shoot(page, "admin-overview")
  await admin.openAdmin(page, demo, "/offers", "Offers")
  await page.getByRole("link", { name: offer.title }).waitFor()
  await shoot(page, "admin-offers")
  await admin.openAdmin(page, demo, `/offers/${offer.id}`, offer.title)
  await page.getByRole("link", { name: /^#\d+$/ }).first().waitFor()
  await shoot(page, "admin-offer")
  await admin.openAdmin(page, demo, "/funnels", "Funnels")
  await page.getByRole("link", { name: "After the ticket" }).click()
  await page.getByRole("heading", { name: "The way through" }).waitFor()
  await shoot(page, "admin-funnel")
  await admin.openAdmin(page, demo, "/offers/create", "Create offer")
  const form = admin.form(page)
  await admin.choose(page, "Event", "Lumen", /Lumen Live/)
  await form.getByRole("combobox", { name: "Type" }).click()
  await page.getByRole("option", { name: "Service" }).click()
  await form.getByLabel("Title").fill("Sunrise Boat Ride")
  await form.getByLabel("Description").fill("Saturday at seven: coffee on deck, the city to yourself and back before the first talk.")
  await form.getByLabel("Price in EUR").fill("29")
  await form.getByLabel("Compare-at price").first().fill("39")
  await form.getByLabel("Price in EUR").evaluate((input) => input.closest("form")?.querySelector(".overflow-y-auto")?.scrollTo(0, 0))
  await shoot(page, "admin-offer-create")

  await page.evaluate(() => localStorage.setItem("medusa_admin_theme", "dark"))
  await admin.openAdmin(page, demo, "", "Monetization")
  await page.getByRole("heading", { name: "Needs attention" }).waitFor()
  await shoot(page, "admin-overview-dark")
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  console.log("Starting the demo")
  const { demo, stop } = await startDemo()
  const undo: (() => Promise<unknown>)[] = [stop]
  try {
    const office = await openBackOffice(demo)
    undo.unshift(() => office.close())
    const browser = await openChromium()
    undo.unshift(() => browser.close())
    const open = async (options: BrowserContextOptions) =>
      (await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin", reducedMotion: "reduce", ...options })).newPage()
    await attendee(await open(DESKTOP.context), demo)
    await onThePhone(await open({ ...PHONE.context, deviceScaleFactor: 2 }), demo)
    await sales(office)
    await organizer(await open(DESKTOP.context), demo, office)
  } finally {
    for (const step of undo) {
      await step()
    }
  }
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
