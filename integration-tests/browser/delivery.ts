import { readFileSync } from "node:fs"
import type { Page } from "playwright-core"
import * as admin from "./support/admin"
import { audit } from "./support/audit"
import { eventually } from "./support/eventually"
import type { Size } from "./support/sizes"
import * as shop from "./support/storefront"
import type { Visit, World } from "./support/world"

const DOWNLOAD = "All Recordings, Forever"
const CODE = "Quiet Lounge Pass"
const PDF = "Lumen Live - Guide to the recordings.pdf"

const purchase = (page: Page, title: string) => page.getByRole("list", { name: "Purchases" }).getByRole("listitem").filter({ hasText: title }).first()

/** Buys for somebody without an account and opens the page their link leads to. */
async function openPurchases({ page, demo, office }: Visit, email: string): Promise<void> {
  const token = await office.buy({ email, ticket: "Standard", offers: [DOWNLOAD, CODE] })
  await page.goto(`${demo.storefront}/purchases?token=${token}`)
  await page.getByRole("heading", { name: "Your purchases" }).waitFor()
  await eventually(async () => {
    await page.reload()
    await purchase(page, CODE).waitFor()
    return (await purchase(page, CODE).getByText("Ready").count()) && (await purchase(page, DOWNLOAD).getByText("Ready").count())
  }, Boolean)
}

/** What was bought arrives, and goes when it is refunded. */
export function delivery(world: World, size: Size): void {
  world.scenario("downloads a file, reads a code, and loses both when the organizer refunds them", size, async (visit) => {
    const { page, demo, office, problems } = visit
    const email = `dee.${size.name}@example.com`
    await openPurchases(visit, email)
    expect(await audit(page)).toEqual([])

    const [file] = await Promise.all([page.waitForEvent("download"), purchase(page, DOWNLOAD).getByRole("button", { name: `Download ${PDF}` }).click()])
    expect(file.suggestedFilename()).toBe(PDF)
    expect(readFileSync((await file.path()) as string).subarray(0, 5).toString()).toBe("%PDF-")
    await purchase(page, CODE).getByRole("button", { name: /^Show/ }).click()
    await purchase(page, CODE).getByText(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/).waitFor()
    expect(await audit(page)).toEqual([])

    const back = await page.context().newPage()
    await admin.logIn(back, demo)
    for (const title of [DOWNLOAD, CODE]) {
      const offer = await office.offer(title)
      await admin.openAdmin(back, demo, `/offers/${offer.id}`, title)
      await admin.refund(back, email)
      expect(await admin.auditAdmin(back)).toEqual([])
    }

    await page.bringToFront()
    problems.expect(/POST \S+\/download-link$/, "it was refunded meanwhile")
    await purchase(page, DOWNLOAD).getByRole("button", { name: `Download ${PDF}` }).click()
    await page.getByText("This purchase was refunded, so it can't be opened any more.").waitFor()
    await page.reload()
    await purchase(page, DOWNLOAD).getByText("Refunded").waitFor()
    await purchase(page, CODE).getByText("The code doesn't work any more.").waitFor()
    expect(await purchase(page, CODE).getByRole("button", { name: /^Show/ }).count()).toBe(0)
    expect(await audit(page)).toEqual([])
  })

  world.scenario("is told when a link to purchases is not theirs", size, async ({ page, demo, problems }) => {
    problems.expect(/POST \S+\/store\/offer-purchases$/, "the link was made up")
    await page.goto(`${demo.storefront}/purchases?token=made-up`)
    await page.getByRole("heading", { name: "This link doesn't work" }).waitFor()
    expect(await audit(page)).toEqual([])
    await shop.openEvent(page, demo)
  })
}
