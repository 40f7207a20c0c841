import type { Locator, Page } from "playwright-core"
import { audit } from "./audit"
import type { Demo } from "./running-demo"
import type { Size } from "./sizes"

/** Faults of Medusa's own components inside our pages, which only Medusa can mend, by axe's rule. */
const MEDUSAS_FAULTS = {
  // no name: filter and sort menus of a DataTable, the cross that closes a full-page form or a drawer
  "button-name": [
    "div:has(> div input[type=search]) > button[aria-haspopup=menu]",
    "[role=dialog] button:has(+ kbd)",
    "[role=dialog] kbd + button",
  ],
  // the picture in a DataTable's search field
  "role-img-alt": ["input[type=search] ~ [role=img]", "[role=img]:has(~ input[type=search])"],
  // a DataTable that is wider than a phone; Chromium and Firefox let the keyboard scroll it all the same
  "scrollable-region-focusable": ["div.overflow-auto:has(> table)"],
  // too pale in the dark: "(Optional)", a Select's placeholder, the currency beside an amount
  "color-contrast": [
    "[role=dialog] label + p.text-ui-fg-muted",
    "[role=dialog] [role=combobox] > span",
    "[role=dialog] p.text-ui-fg-muted.uppercase",
  ],
}

/** What is wrong with our part of the page: the content area, or the form that is open over it. */
export async function auditAdmin(page: Page): Promise<string[]> {
  const isOpen = await page.getByRole("dialog").isVisible()
  return audit(page, { include: [isOpen ? "[role=dialog]" : "main"], forgiven: MEDUSAS_FAULTS })
}

/** The same of one of our cards on a page of Medusa's, by its title. */
export async function auditWidget(page: Page, title: string): Promise<string[]> {
  const card = page.getByRole("main").getByRole("heading", { name: title, level: 2, exact: true }).locator("xpath=ancestor::div[contains(@class, 'divide-y')][1]")
  await card.evaluate((element) => (element.id = "audited-widget"))
  return audit(page, { include: ["#audited-widget"], forgiven: MEDUSAS_FAULTS })
}

export async function logIn(page: Page, demo: Demo): Promise<void> {
  await page.goto(demo.admin)
  await page.getByPlaceholder("Email").fill(demo.adminEmail)
  await page.getByPlaceholder("Password").fill(demo.adminPassword)
  await page.getByRole("button", { name: "Continue with Email" }).click()
  // The dashboard closes its menu whenever its address changes, so the way to the first page has to be over.
  await page.waitForURL(/\/app\/orders/)
  await page.getByRole("heading", { name: "Orders", level: 1 }).waitFor()
}

/** Goes to the overview through Medusa's navigation, which hides behind a button on a phone. */
export async function openMonetization(page: Page, size: Size): Promise<void> {
  if (size.name === "phone") {
    await page.getByRole("button").first().click()
    const menu = page.getByRole("dialog", { name: "Navigation" })
    await menu.getByRole("button", { name: "Monetization" }).click()
    await menu.getByRole("link", { name: "Monetization" }).click()
    await menu.waitFor({ state: "hidden" })
  } else {
    await page.getByRole("navigation").getByRole("link", { name: "Monetization" }).click()
  }
  await page.getByRole("heading", { name: "Monetization", level: 1 }).waitFor()
}

/** Opens one of our pages by its address and waits for its title. */
export async function openAdmin(page: Page, demo: Demo, path: string, heading: string): Promise<void> {
  await page.goto(`${demo.admin}/monetization${path}`)
  await page.getByRole("heading", { name: heading, level: 1, exact: true }).waitFor()
}

/** A form over the page; drawers and full pages alike. */
export const form = (page: Page): Locator => page.getByRole("dialog")

/** Types into a combobox and takes the option. */
export async function choose(page: Page, label: string, search: string, option: string | RegExp): Promise<void> {
  await form(page).getByRole("combobox", { name: label }).fill(search)
  await page.getByRole("option", { name: option }).click()
}

/** Saves the form and waits until it is gone. */
export async function save(page: Page, button = "Save"): Promise<void> {
  await form(page).getByRole("button", { name: button, exact: true }).click()
  await form(page).waitFor({ state: "hidden" })
}

/** Chooses from the three dots of the page's first card. */
export async function act(page: Page, action: string): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: "Actions", exact: true }).click()
  await page.getByRole("menuitem", { name: action }).click()
}

/** A figure of the offer's stock panel. */
export function figure(page: Page, label: string): Locator {
  return page.locator("dl > div").filter({ has: page.getByText(label, { exact: true }) }).getByRole("definition")
}

/** Refunds everything somebody bought of the offer whose page is open. */
export async function refund(page: Page, email: string): Promise<void> {
  const row = page.getByRole("row").filter({ hasText: email }).filter({ has: page.getByRole("button", { name: /^Actions/ }) })
  await row.last().getByRole("button", { name: /^Actions/ }).click()
  await page.getByRole("menuitem", { name: "Refund" }).click()
  await form(page).getByRole("button", { name: "Refund", exact: true }).click()
  await page.getByRole("alertdialog").getByRole("button", { name: "Refund", exact: true }).click()
  await form(page).waitFor({ state: "hidden" })
  await row.last().getByText("Refunded", { exact: true }).first().waitFor()
}
