import { z } from "@medusajs/framework/zod"
import { CODE_SOURCES, CODE_STATUSES, DELIVERY_METHODS, OFFER_STATUSES, OFFER_TYPES, PLACEMENTS, TICKET_TIERS } from "../../../modules/offer/types"
import { currencyDecimals } from "../../../utils/currency-decimals"
import { id, oneOrMore, paging, search } from "../../utils/schemas"

/** PostgreSQL's integer; no event has more seats. */
const count = z.number().int().min(0).max(2_147_483_647)
const limit = z.number().int().min(1).max(1_000_000)
const date = z.iso.datetime({ offset: true })
const amount = z.number().min(0).max(99_999_999)

const httpUrl = z
  .string()
  .max(2000)
  .refine((value) => URL.canParse(value) && ["http:", "https:"].includes(new URL(value).protocol), "must be an http(s) URL")

/** An amount of parts that can't be charged would be rounded at the till: what is shown is what is paid. */
const price = z
  .strictObject({
    currency_code: z.string().length(3).toLowerCase(),
    amount,
    compare_at_amount: amount.nullish(),
  })
  .superRefine(({ currency_code, ...amounts }, context) => {
    const decimals = currencyDecimals(currency_code)
    for (const [field, value] of Object.entries(amounts)) {
      if (value != null && Number(value.toFixed(decimals)) !== value) {
        const most = decimals === 0 ? "is charged in whole units" : `is charged with at most ${decimals} decimals`
        context.addIssue({ code: "custom", path: [field], message: `${field} ${value}: ${currency_code.toUpperCase()} ${most}` })
      }
    }
  })

const fields = {
  type: z.enum(OFFER_TYPES),
  title: z.string().trim().min(1).max(200),
  description: z.string().max(5000).nullable(),
  image_url: httpUrl.nullable(),
  placements: z.array(z.enum(PLACEMENTS)).max(PLACEMENTS.length),
  target_session_ids: z.array(id).max(500),
  target_tiers: z.array(z.enum(TICKET_TIERS)).max(TICKET_TIERS.length),
  inventory_total: count.nullable(),
  per_customer_limit: limit.nullable(),
  per_order_limit: limit.nullable(),
  requires_ticket: z.boolean(),
  requires_shipping: z.boolean(),
  per_ticket_limit: limit.nullable(),
  delivery_method: z.enum(DELIVERY_METHODS),
  upgrade_tier: z.enum(TICKET_TIERS).nullable(),
  charges_difference: z.boolean(),
  code_source: z.enum(CODE_SOURCES).nullable(),
  starts_at: date.nullable(),
  expires_at: date.nullable(),
  position: z.number().int().min(-1_000_000).max(1_000_000),
  prices: z.array(price).min(1).max(200),
}

export const AdminCreateOffer = z.strictObject({
  ...fields,
  event_id: id,
  variant_id: id.optional(),
  description: fields.description.default(null),
  image_url: fields.image_url.default(null),
  placements: fields.placements.default([...PLACEMENTS]),
  target_session_ids: fields.target_session_ids.default([]),
  target_tiers: fields.target_tiers.default([]),
  inventory_total: fields.inventory_total.default(null),
  per_customer_limit: fields.per_customer_limit.default(null),
  per_order_limit: fields.per_order_limit.default(null),
  requires_ticket: fields.requires_ticket.default(false),
  requires_shipping: fields.requires_shipping.default(false),
  per_ticket_limit: fields.per_ticket_limit.default(null),
  delivery_method: fields.delivery_method.optional(),
  upgrade_tier: fields.upgrade_tier.default(null),
  charges_difference: fields.charges_difference.default(false),
  code_source: fields.code_source.default(null),
  starts_at: fields.starts_at.default(null),
  expires_at: fields.expires_at.default(null),
  position: fields.position.default(0),
})
export type AdminCreateOffer = z.infer<typeof AdminCreateOffer>

export const AdminUpdateOffer = z.strictObject(fields).partial()
export type AdminUpdateOffer = z.infer<typeof AdminUpdateOffer>

const page = paging()

const SORTABLE = ["title", "created_at", "updated_at", "position", "sold", "status", "expires_at"] as const
const orders = SORTABLE.flatMap((field) => [field, `-${field}`])

export const AdminListOffers = z.strictObject({
  ...page,
  q: search.optional(),
  event_id: oneOrMore(id).optional(),
  type: oneOrMore(z.enum(OFFER_TYPES)).optional(),
  status: oneOrMore(z.enum(OFFER_STATUSES)).optional(),
  placement: oneOrMore(z.enum(PLACEMENTS)).optional(),
  variant_id: oneOrMore(id).optional(),
  /** Those that an organizer should look at: sold out, over or nearly, refused by Stripe. */
  attention: z.literal("true").optional(),
  /** Those that a ticket sold as this product is needed for, or makes a difference to. */
  ticket_product_id: id.optional(),
  order: z.enum(orders as [string, ...string[]]).default("-created_at"),
})
export type AdminListOffers = z.infer<typeof AdminListOffers>

export const AdminListOfferChildren = z.strictObject(page)
export type AdminListOfferChildren = z.infer<typeof AdminListOfferChildren>

export const AdminListAccessCodes = z.strictObject({
  ...page,
  q: search.optional(),
  status: z.enum(CODE_STATUSES).optional(),
})
export type AdminListAccessCodes = z.infer<typeof AdminListAccessCodes>

export const AdminAddAccessCodes = z.strictObject({ codes: z.array(z.string().trim().min(1).max(200)).min(1).max(10_000) })
export type AdminAddAccessCodes = z.infer<typeof AdminAddAccessCodes>
