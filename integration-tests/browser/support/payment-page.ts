import type { Page } from "playwright-core"

/** Stripe's test cards. */
export const CARDS = {
  pays: "4242424242424242",
  declined: "4000000000000002",
  threeDSecure: "4000002500003155",
  /** Its bank asks for 3-D Secure each time, so it can't be charged without its owner. */
  alwaysAsks: "4000002760003184",
}

export async function untilPaymentPage(page: Page): Promise<void> {
  await page.waitForURL(/\/c\/pay\//)
  await page.getByRole("heading", { name: "Pay by card" }).waitFor()
}

/** Fills the hosted page's form and sends it. */
export async function payWith(page: Page, card: string): Promise<void> {
  await page.getByLabel("Card number").fill(card)
  await page.getByLabel("Expiry date").fill("12 / 40")
  await page.getByLabel("Security code (CVC)").fill("123")
  await page.getByLabel("Name on card").fill("Ada Attendee")
  await page.getByRole("button", { name: /^Pay / }).click()
}

/** Waits for the confirmation page; answers the order's number. */
export async function untilConfirmed(page: Page): Promise<number> {
  await page.getByRole("heading", { name: "You're in. See you there." }).waitFor()
  const heading = page.getByRole("heading", { name: /^Order #\d+$/ })
  return Number((await heading.innerText()).replace(/\D/g, ""))
}
