import type { Locator, Page } from "playwright-core"
import type { Demo } from "./running-demo"

export const EVENT_PATH = "/events/lumen-live"

/** The hold's time as the page counts it, in seconds. */
export async function secondsLeft(timer: Locator): Promise<number> {
  const [minutes, seconds] = (await timer.innerText()).split(":").map(Number)
  return minutes * 60 + seconds
}

/** Opens the main event's page and waits until tickets and offers are there. */
export async function openEvent(page: Page, demo: Demo): Promise<void> {
  await page.goto(demo.storefront + EVENT_PATH)
  await offerCard(page, "Make more of it", "Lumen Live Hoodie").waitFor()
}

/** Chooses tickets on the event's page; leads to the cart. */
export async function putTicketIntoCart(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `One more ${name}` }).click()
  await page.getByRole("region", { name: "Tickets" }).getByRole("button", { name: "Add to cart" }).click()
  await page.getByRole("heading", { name: "Your cart", level: 1 }).waitFor()
  await cartLine(page, "Lumen Live").waitFor()
}

/** An offer's card in a section of the page. */
export function offerCard(page: Page, section: string, title: string): Locator {
  const button = page.getByRole("button", { name: `Quick view: ${title}`, exact: true })
  return page.getByRole("region", { name: section }).getByRole("article").filter({ has: button })
}

/** Adds an offer from its card and waits until the page says so. */
export async function addOffer(page: Page, section: string, title: string): Promise<void> {
  await offerCard(page, section, title).getByRole("button", { name: `Add to cart: ${title}` }).click()
  await page.getByText(`${title} is in your cart.`).waitFor({ state: "attached" })
}

export async function openCart(page: Page, demo: Demo): Promise<void> {
  await page.goto(`${demo.storefront}/cart`)
  await page.getByRole("heading", { name: "Your cart", level: 1 }).waitFor()
}

/** A line of the cart, by words of its title. */
export function cartLine(page: Page, title: string): Locator {
  return page.getByRole("region", { name: "Your cart" }).getByRole("listitem").filter({ hasText: title })
}

/** A sum in the checkout panel or an order, by its label. */
export function sum(page: Page, label: string): Locator {
  return page.locator("dl > div").filter({ has: page.getByText(label, { exact: true }) }).getByRole("definition")
}

/**
 * The sums of the checkout panel or an order, checked by adding up what a person reads: the lines make the subtotal,
 * and with delivery, discount and tax on top the total. Answers the total.
 */
export async function checkSums(page: Page, totalLabel: "Total" | "Paid"): Promise<string> {
  const rows = await page.locator("dl.em-totals > div").evaluateAll((all) =>
    all.map((row): [string, string] => [row.querySelector("dt")?.textContent ?? "", row.querySelector("dd")?.textContent ?? ""])
  )
  const sums = Object.fromEntries(rows)
  const lines = await page.locator(".em-line:not(.em-purchase) .em-line__total").allInnerTexts()
  const cents = (text = "€0") => Math.round(Number(text.replace(/[^\d.-]/g, "").replace("−", "-")) * 100)
  const added = ["Subtotal", "Delivery", "Discount", "Tax"].reduce((sum, label) => sum + cents(sums[label]), 0)
  expect({ lines: lines.reduce((sum, line) => sum + cents(line), 0), total: added }).toEqual({
    lines: cents(sums.Subtotal),
    total: cents(sums[totalLabel]),
  })
  return sums[totalLabel]
}

export interface Address {
  "First name": string
  "Last name": string
  "Street and number": string
  "Postal code": string
  City: string
  Country: string
}

export const HOME: Address = {
  "First name": "Ada",
  "Last name": "Attendee",
  "Street and number": "Uferweg 3",
  "Postal code": "10115",
  City: "Berlin",
  Country: "Germany",
}

/** Types the address and asks for the ways of delivery to it. */
export async function askForDelivery(page: Page, { Country, ...fields }: Address): Promise<void> {
  for (const [label, text] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(text)
  }
  await page.getByLabel("Country").selectOption({ label: Country })
  await page.getByRole("button", { name: "See delivery options" }).click()
}

/** The same, and waits for them. */
export async function enterAddress(page: Page, address: Address): Promise<void> {
  await askForDelivery(page, address)
  await page.getByRole("radiogroup", { name: "How to deliver" }).waitFor()
}

/** Presses a button with the keyboard alone; fails when the keyboard loses its place by it. */
export async function pressByKey(page: Page, name: string, done: () => Promise<unknown>): Promise<void> {
  const button = page.getByRole("button", { name, exact: true })
  await button.focus()
  await page.keyboard.press("Enter")
  await done()
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
}

export async function signIn(page: Page, demo: Demo): Promise<void> {
  await page.goto(`${demo.storefront}/account`)
  await page.getByLabel("Email").fill(demo.customer.email)
  await page.getByLabel("Password").fill(demo.customer.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.getByRole("heading", { name: "Hello, Mara" }).waitFor()
}

/** Says no to every one-time offer of the confirmation page. */
export async function declineAll(page: Page): Promise<void> {
  const no = page.getByRole("button", { name: "No thanks" })
  const over = page.getByRole("heading", { name: "One more thing" })
  await no.or(over).first().waitFor()
  while (await no.isVisible()) {
    const headline = await page.locator(".em-funnel__headline").innerText()
    await no.click()
    await page.getByRole("heading", { name: headline, exact: true }).waitFor({ state: "detached" })
    await no.or(over).first().waitFor()
  }
}
