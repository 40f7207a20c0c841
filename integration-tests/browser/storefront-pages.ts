import { audit } from "./support/audit"
import type { Size } from "./support/sizes"
import type { World } from "./support/world"

/** Pages that no other test passes through. */
export function storefrontPages(world: World, size: Size): void {
  world.scenario("finds the other pages in good order", size, async ({ page, demo, problems }) => {
    await page.goto(demo.storefront)
    await page.getByRole("region", { name: "More events" }).waitFor()
    expect(await audit(page)).toEqual([])

    await page.getByRole("region", { name: "On the programme" }).getByRole("link", { name: /Build a Synthesizer/ }).click()
    await page.getByRole("heading", { name: "Build a Synthesizer in an Afternoon", level: 1 }).waitFor()
    await page.getByRole("region", { name: "For this session" }).getByRole("article").first().waitFor()
    expect(await audit(page)).toEqual([])

    await page.goto(`${demo.storefront}/account`)
    await page.getByRole("button", { name: "Create an account" }).click()
    await page.getByRole("heading", { name: "Create your account" }).waitFor()
    await page.getByRole("button", { name: "Create account" }).click()
    await page.getByText("Use at least 8 characters").waitFor()
    expect(await audit(page)).toEqual([])

    await page.goto(`${demo.storefront}/no/such/page`)
    await page.getByRole("heading", { name: "This page is off the map" }).waitFor()
    expect(await audit(page)).toEqual([])

    problems.expect(/^404 GET \S+\/store\/events\/no-such-event/, "there is no such event")
    await page.goto(`${demo.storefront}/events/no-such-event`)
    await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "Loading" }).waitFor()
    expect(await audit(page)).toEqual([])
  })
}
