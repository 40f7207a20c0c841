import axe from "axe-core"
import type { Page } from "playwright-core"

export interface AuditScope {
  /** Selectors of the parts that are ours; default: the whole page. */
  include?: string[]
  /** Elements inside them that are not ours, by the axe rule they break: selectors of exactly these elements. */
  forgiven?: Record<string, string[]>
}

/**
 * What a person would stumble over on the page as it is now: axe's findings for WCAG 2 A and AA, content wider than the
 * window, and pictures that didn't load. Empty when all is well.
 */
export async function audit(page: Page, scope: AuditScope = {}): Promise<string[]> {
  await page.waitForFunction(isStill)
  await page.evaluate(axe.source)
  return [...(await page.evaluate(violations, scope)), ...(await page.evaluate(layoutFaults))]
}

/** In the middle of a transition colours and places are nobody's choice. What runs for ever, such as a spinner, may run. */
function isStill(): boolean {
  return document
    .getAnimations()
    .every((animation) => animation.playState !== "running" || animation.effect?.getComputedTiming().iterations === Infinity)
}

async function violations({ include = ["html"], forgiven = {} }: AuditScope): Promise<string[]> {
  const { axe } = window as unknown as { axe: typeof import("axe-core") }
  const options = { runOnly: ["wcag2a", "wcag2aa"], resultTypes: ["violations" as const], elementRef: true }
  const { violations } = await axe.run({ include }, options)
  return violations.flatMap(({ id, help, nodes }) =>
    nodes
      .filter(({ element }) => !forgiven[id]?.some((selector) => element?.matches(selector)))
      .map(({ html, target }) => `${id}: ${help}: ${target} ${html.slice(0, 160)}`)
  )
}

function layoutFaults(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  const tooWide = scrollWidth > clientWidth ? [`the page is ${scrollWidth - clientWidth} px wider than the window`] : []
  const broken = [...document.images].filter((image) => image.complete && image.naturalWidth === 0 && image.getAttribute("src"))
  return [...tooWide, ...broken.map((image) => `broken picture: ${image.src}`)]
}
