/** What the server that serves the shop tells it; see server.ts. */
export interface ShopConfig {
  apiUrl: string
  publishableKey: string
  regionId: string
  /** The event the shop leads with. */
  defaultEventHandle: string
  /** Name in the header and titles (default "Lumen"). */
  shopName?: string
}

export const DEFAULT_SHOP_NAME = "Lumen"

/** The one thing the shop fetches itself: without it there is no kit client to fetch with. */
export async function loadConfig(): Promise<ShopConfig> {
  const response = await fetch("/config.json", { cache: "no-store" })
  if (!response.ok) {
    throw new Error(`config.json: ${response.status}`)
  }
  return (await response.json()) as ShopConfig
}
