/** The parts of Medusa's own store answers a shop needs, in Medusa's snake_case. */

export interface MedusaRegion {
  id: string
  name: string
  currency_code: string
  countries?: { iso_2: string; display_name?: string; name?: string }[]
}

export interface MedusaAddress {
  first_name?: string | null
  last_name?: string | null
  address_1?: string | null
  address_2?: string | null
  city?: string | null
  postal_code?: string | null
  country_code?: string | null
  province?: string | null
  phone?: string | null
}

export interface MedusaCart {
  id: string
  region_id?: string | null
  email?: string | null
  currency_code: string
  total?: number
  completed_at?: string | null
  shipping_address?: MedusaAddress | null
  shipping_methods?: { id: string; shipping_option_id?: string | null; amount?: number }[]
}

export interface MedusaShippingOption {
  id: string
  name: string
  amount?: number | null
  price_type?: "flat" | "calculated"
  insufficient_inventory?: boolean
  type?: { label?: string; description?: string } | null
}

export interface MedusaOrderItem {
  id: string
  title: string
  subtitle?: string | null
  product_title?: string | null
  variant_id?: string | null
  variant_title?: string | null
  thumbnail?: string | null
  quantity: number
  unit_price: number
  total?: number
  /** Without tax, before discounts. */
  subtotal?: number
  /** With tax, before discounts. */
  original_total?: number
  tax_total?: number
  is_tax_inclusive?: boolean
  metadata?: Record<string, unknown> | null
}

export interface MedusaOrder {
  id: string
  display_id: number | null
  status?: string
  email: string | null
  currency_code: string
  created_at: string
  total: number
  subtotal?: number
  item_total?: number
  item_subtotal?: number
  shipping_total?: number
  shipping_subtotal?: number
  tax_total?: number
  discount_total?: number
  items?: MedusaOrderItem[]
  shipping_address?: MedusaAddress | null
  shipping_methods?: {
    id: string
    name?: string
    amount?: number
    subtotal?: number
    original_total?: number
    tax_total?: number
    is_tax_inclusive?: boolean
  }[]
}

export interface MedusaCustomer {
  id: string
  email: string
  first_name: string | null
  last_name: string | null
}
