import type { MedusaAddress } from "../medusa-types.ts"
import type { Address } from "../types.ts"

export function toMedusaAddress(address: Address): MedusaAddress {
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    address_1: address.address1,
    city: address.city,
    postal_code: address.postalCode,
    country_code: address.countryCode.toLowerCase(),
    ...(address.address2 ? { address_2: address.address2 } : {}),
    ...(address.province ? { province: address.province } : {}),
    ...(address.phone ? { phone: address.phone } : {}),
  }
}

export function fromMedusaAddress(address: MedusaAddress | null | undefined): Address | null {
  if (!address?.address_1) {
    return null
  }
  return {
    firstName: address.first_name ?? "",
    lastName: address.last_name ?? "",
    address1: address.address_1,
    address2: address.address_2 ?? "",
    city: address.city ?? "",
    postalCode: address.postal_code ?? "",
    countryCode: (address.country_code ?? "").toLowerCase(),
    province: address.province ?? "",
    phone: address.phone ?? "",
  }
}
