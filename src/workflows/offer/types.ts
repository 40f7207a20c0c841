import { CodeSource, DeliveryMethod, OfferType, Placement, TicketTier } from "../../modules/offer/types"

/** A price in one currency, major units. */
export type OfferPriceInput = { currency_code: string; amount: number; compare_at_amount?: number | null }

export type OfferInput = {
  event_id: string
  type: OfferType
  title: string
  description?: string | null
  image_url?: string | null
  placements: Placement[]
  target_session_ids: string[]
  target_tiers: TicketTier[]
  inventory_total: number | null
  per_customer_limit: number | null
  per_order_limit: number | null
  requires_ticket: boolean
  requires_shipping: boolean
  per_ticket_limit: number | null
  /** By the offer's type when it isn't given: see `delivery-methods.ts`. */
  delivery_method?: DeliveryMethod
  upgrade_tier: TicketTier | null
  charges_difference: boolean
  code_source: CodeSource | null
  starts_at: string | null
  expires_at: string | null
  position: number
  prices: OfferPriceInput[]
}

export type CreateOfferInput = OfferInput & { variant_id?: string }
export type UpdateOfferInput = Partial<Omit<OfferInput, "event_id">> & { id: string }
