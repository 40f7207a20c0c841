import { signToken } from "../../src/utils/signed-token"
import * as admin from "./support/admin"
import { eventually } from "./support/eventually"
import type { Size } from "./support/sizes"
import type { World } from "./support/world"

const TICKETED = "Afterparty at the Boathouse"
const OTHER_EVENT = "Paper & Type Day 2027"

/** The organizer at the door, and what they set up before. */
export function door(world: World, size: Size): void {
  world.scenario("lets each ticket in once, and says why another is not", size, async ({ page, demo, office, problems }) => {
    const email = `gus.${size.name}@example.com`
    await office.buy({ email, ticket: "Standard", offers: [TICKETED] })
    const [unit] = await eventually(() => office.units(email), (units) => units.length > 0)
    const { token } = await signToken(demo.jwtSecret, "ticket", { unit_id: unit.id }, null)
    const scan = async (code: string, answer: string) => {
      await page.getByLabel("Ticket code").fill(code)
      await page.keyboard.press("Enter")
      await page.getByText(answer, { exact: true }).first().waitFor()
      expect(await admin.auditAdmin(page)).toEqual([])
    }
    problems.expect(/^400 POST \S+\/check-in$/, "the ticket is not let in")
    problems.expect(/^404 POST \S+\/check-in$/, "the ticket is not let in")

    await admin.logIn(page, demo)
    await admin.openAdmin(page, demo, `/events/${demo.eventId}/check-in`, "Check-in")
    await scan(token, "Welcome")
    // Read twice within half a second it is one scan.
    await page.waitForTimeout(600)
    await scan(token, "Already used")
    await scan("not a ticket", "Unknown code")
    expect((await office.units(email))[0]).toMatchObject({ status: "FULFILLED" })

    const { events } = await office.admin.get<{ events: { id: string; title: string }[] }>("/admin/events?limit=50")
    const other = events.find(({ title }) => title === OTHER_EVENT)
    await admin.openAdmin(page, demo, `/events/${other?.id}/check-in`, "Check-in")
    await scan(token, "For another event")
  })

  world.scenario("copies an offer and plans a funnel with it", size, async ({ page, demo, office }) => {
    const source = await office.publishOffer({ title: `Sauna (${size.name})`, inventory_total: 8 })
    await admin.logIn(page, demo)
    await admin.openAdmin(page, demo, `/offers/${source.id}`, source.title)
    await admin.act(page, "Duplicate")
    await page.getByRole("heading", { name: `Copy of ${source.title}`, level: 1 }).waitFor()
    await page.getByText("Draft", { exact: true }).first().waitFor()
    expect(await admin.auditAdmin(page)).toEqual([])

    await admin.openAdmin(page, demo, "/funnels/create", "Create funnel")
    const form = admin.form(page)
    await form.getByRole("button", { name: "Save as draft" }).click()
    await form.getByText("This is required").first().waitFor()
    await form.getByLabel("Name").fill(`Evening (${size.name})`)
    await admin.choose(page, "Event", "Lumen Live", /Lumen Live/)
    await admin.choose(page, "Offer", source.title, new RegExp(`^Sauna \\(${size.name}\\)`))
    await form.getByLabel("Headline").fill("Warm up before the boat leaves")
    const step = (number: number) => form.getByRole("group", { name: `Step ${number}` })
    await form.getByRole("button", { name: "Add step" }).click()
    await step(2).getByRole("combobox", { name: "Offer" }).fill("Quiet Lounge Pass")
    await page.getByRole("option", { name: /^Quiet Lounge Pass/ }).click()
    await step(2).getByLabel("Headline").fill("Then at least sit down")
    await step(1).getByRole("combobox", { name: "When declined" }).click()
    await page.getByRole("option", { name: /Then at least sit down/ }).click()
    expect(await admin.auditAdmin(page)).toEqual([])
    await admin.save(page, "Save as draft")
    await page.getByRole("heading", { name: `Evening (${size.name})`, level: 1 }).waitFor()
    await page.getByText("Warm up before the boat leaves").first().waitFor()
    expect(await admin.auditAdmin(page)).toEqual([])
    const { funnels } = await office.admin.get<{ funnels: { name: string; steps: { key: string; on_decline: string | null }[] }[] }>("/admin/offer-funnels?limit=50")
    const [first, second] = funnels.find(({ name }) => name === `Evening (${size.name})`)?.steps ?? []
    expect(first.on_decline).toBe(second.key)

    await admin.openAdmin(page, demo, `/offers/${source.id}/schedule`, "Schedule the sale")
    await form.getByLabel("Sale ends").fill("2027-01-20T18:00")
    await admin.save(page)
    const { offer: scheduled } = await office.admin.get<{ offer: { expires_at: string } }>(`/admin/offers/${source.id}`)
    // Six in the evening in Berlin, in winter.
    expect(scheduled.expires_at).toBe("2027-01-20T17:00:00.000Z")
  })

  world.scenario("finds on a customer's page what they bought of offers", size, async ({ page, demo, office }) => {
    const { customers } = await office.admin.get<{ customers: { id: string; has_account: boolean }[] }>(
      `/admin/customers?${new URLSearchParams({ q: demo.customer.email })}`
    )
    // Medusa's flag of a country comes from a public server, which no test asks.
    const flag = { contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>' }
    await page.route(/flag-icons/, (route) => route.fulfill(flag))
    await admin.logIn(page, demo)
    await page.goto(`${demo.admin}/customers/${customers.find(({ has_account }) => has_account)?.id}`)
    await page.getByText("Bought beyond tickets").waitFor()
    // The newest of them: which these are, other tests say as well.
    await page.getByRole("main").locator('a[href*="/monetization/offers/"]').first().waitFor()
    expect(await admin.auditWidget(page, "Offers")).toEqual([])
  })
}
