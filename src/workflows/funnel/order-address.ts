import { FirstOrder, OrderAddress } from "./first-order"

const ADDRESS_FIELDS = [
  "first_name",
  "last_name",
  "company",
  "address_1",
  "address_2",
  "city",
  "province",
  "postal_code",
  "country_code",
  "phone",
]

/** An order's address as a new cart takes it over; undefined when there is nothing in it. */
export function addressOf(address: OrderAddress | null): Record<string, string> | undefined {
  const parts = ADDRESS_FIELDS.flatMap((field) => (typeof address?.[field] === "string" ? [[field, address[field]]] : []))
  return parts.length ? Object.fromEntries(parts) : undefined
}

/**
 * Where a cart made after an order is sent to and taxed: the order's address, or else, as Medusa makes it for a new cart,
 * the region's only country. Undefined: nowhere yet, so without tax.
 */
export function destinationOf(
  order: Pick<FirstOrder, "shipping_address">,
  countries: { iso_2: string }[]
): Record<string, string> | undefined {
  const only = countries.length === 1 ? { country_code: countries[0].iso_2 } : undefined
  return addressOf(order.shipping_address) ?? only
}
