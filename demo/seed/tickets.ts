import { Api } from "./api"
import { CURRENCIES, EventContent } from "./types"

interface Variant {
  id: string
  sku: string
  inventory_items?: { inventory_item_id: string; inventory?: { requires_shipping: boolean; location_levels?: { location_id: string }[] } }[]
}

export interface TicketInput {
  content: EventContent
  title: string
  imageUrl: string
  salesChannelId: string
  locationId: string
}

/** One product for an event, one variant for each kind of ticket, with real stock. Answers variant ids by SKU. */
export async function seedTickets(api: Api, input: TicketInput): Promise<Map<string, string>> {
  const { content } = input
  const variants = (await findVariants(api, handleOf(content))) ?? (await createProduct(api, input))
  for (const ticket of content.tickets) {
    const variant = variants.find((known) => known.sku === ticket.sku)
    if (!variant) {
      throw new Error(`The product ${handleOf(content)} has no variant ${ticket.sku}. Remove the product or start over with --reset.`)
    }
    await stock(api, variant, input.locationId, ticket.stock)
  }
  return new Map(variants.map((variant) => [variant.sku, variant.id]))
}

const handleOf = (content: EventContent) => `${content.handle}-tickets`

async function findVariants(api: Api, handle: string): Promise<Variant[] | null> {
  const fields = "id,variants.id,variants.sku,*variants.inventory_items,*variants.inventory_items.inventory,*variants.inventory_items.inventory.location_levels"
  const query = new URLSearchParams({ handle, fields })
  const { products } = await api.get<{ products: { variants: Variant[] }[] }>(`/admin/products?${query}`)
  return products[0]?.variants ?? null
}

async function createProduct(api: Api, { content, title, imageUrl, salesChannelId }: TicketInput): Promise<Variant[]> {
  await api.post("/admin/products", {
    title: `${title} ticket`,
    handle: handleOf(content),
    description: content.description,
    status: "published",
    thumbnail: imageUrl,
    images: [{ url: imageUrl }],
    discountable: true,
    sales_channels: [{ id: salesChannelId }],
    // No shipping profile: a ticket is never sent.
    options: [{ title: "Ticket", values: content.tickets.map((ticket) => ticket.name) }],
    variants: content.tickets.map((ticket) => ({
      title: ticket.name,
      sku: ticket.sku,
      options: { Ticket: ticket.name },
      manage_inventory: true,
      allow_backorder: false,
      prices: CURRENCIES.map((code) => ({ currency_code: code, amount: ticket.prices[code] })),
    })),
  })
  const variants = await findVariants(api, handleOf(content))
  if (!variants) {
    throw new Error(`The product ${handleOf(content)} was not made.`)
  }
  return variants
}

async function stock(api: Api, variant: Variant, locationId: string, quantity: number): Promise<void> {
  const item = variant.inventory_items?.[0]
  if (!item) {
    throw new Error(`The variant ${variant.sku} has no inventory item.`)
  }
  if (item.inventory?.requires_shipping !== false) {
    await api.post(`/admin/inventory-items/${item.inventory_item_id}`, { requires_shipping: false })
  }
  if (!item.inventory?.location_levels?.some((level) => level.location_id === locationId)) {
    await api.post(`/admin/inventory-items/${item.inventory_item_id}/location-levels`, {
      location_id: locationId,
      stocked_quantity: quantity,
    })
  }
}
