import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { en } from "../../i18n/en"
import { CODE_STATUSES, PURCHASE_STATUSES, UNIT_STATUSES } from "../fulfilment-types"
import { FUNNEL_STATUSES } from "../funnel-types"
import { SHOP_REFUSALS } from "../shop-view"
import { CODE_SOURCES, DELIVERY_METHODS, EVENT_STATUSES, OFFER_TYPES, PLACEMENTS, TIERS, UPGRADE_TIERS } from "../types"
import { UNIT_ACTIONS } from "../unit-actions"

const root = join(__dirname, "../..")

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      return entry.name === "__tests__" || entry.name === "i18n" ? [] : sources(path)
    }
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

function has(key: string): boolean {
  const parts = key.split(".")
  const last = parts.pop()!
  const group = parts.reduce<Record<string, unknown> | undefined>(
    (words, part) => words?.[part] as Record<string, unknown> | undefined,
    en
  )
  return typeof group?.[last] === "string" || typeof group?.[`${last}_other`] === "string"
}

it("has words for every key the admin uses", () => {
  const missing = sources(root).flatMap((file) => {
    const code = readFileSync(file, "utf8")
    const keys = [
      ...[...code.matchAll(/\bt\(\s*"([^"]+)"/g)].map((match) => match[1]),
      ...[...code.matchAll(/\bt\([^()"]*\?\s*"([\w.]+)"\s*:\s*"([\w.]+)"/g)].flatMap((match) => [match[1], match[2]]),
      ...[...code.matchAll(/key: "(\w+)"/g)]
        .map((match) => match[1])
        .filter(() => /form\.ts$/.test(file))
        .map((key) => `validation.${key}`),
    ]
    return keys.filter((key) => !has(key)).map((key) => `${file.slice(root.length + 1)}: ${key}`)
  })
  expect(missing).toEqual([])
})

it("has words for every value the API knows", () => {
  const keys = [
    ...["event", "funnel", "offer"].flatMap((kind) =>
      ["archiveTitle", "archiveHint", "archived", "deleteTitle", "deleteHint", "deleted"].map((word) => `${kind}.${word}`)
    ),
    ...EVENT_STATUSES.map((value) => `status.${value}`),
    ...OFFER_TYPES.flatMap((value) => [`type.${value}`, `shopType.${value}`]),
    ...SHOP_REFUSALS.map((value) => `shopRefusal.${value}`),
    ...PLACEMENTS.flatMap((value) => [`placement.${value}`, `placementHint.${value}`]),
    ...TIERS.map((value) => `tier.${value}`),
    ...UPGRADE_TIERS.map((value) => `upgradeTierHint.${value}`),
    ...DELIVERY_METHODS.flatMap((value) => [`deliveryMethod.${value}`, `deliveryMethodHint.${value}`]),
    ...CODE_SOURCES.flatMap((value) => [`codeSource.${value}`, `codeSourceHint.${value}`]),
    ...UNIT_STATUSES.map((value) => `unitStatus.${value}`),
    ...UNIT_ACTIONS.flatMap((value) => [`unitAction.${value}`, `unitActionSome.${value}`, `unitDone.${value}`]),
    ...PURCHASE_STATUSES.map((value) => `purchaseStatus.${value}`),
    ...CODE_STATUSES.map((value) => `codeStatus.${value}`),
    ...FUNNEL_STATUSES.map((value) => `funnelStatus.${value}`),
  ]
  expect(keys.filter((key) => !has(key))).toEqual([])
})
