export interface ShopSettings {
  port: number
  backendUrl: string
  publishableKey: string
  regionId: string
  eventHandle: string
  shopName: string
}

/** Serves the built storefront. It is an ES module, which CommonJS can only import while it runs. */
export async function startStorefront(settings: ShopSettings): Promise<{ close(): Promise<void> }> {
  const { serveStorefront } = await import("../storefront/demo/server.js")
  return serveStorefront({
    port: settings.port,
    config: {
      apiUrl: settings.backendUrl,
      publishableKey: settings.publishableKey,
      regionId: settings.regionId,
      defaultEventHandle: settings.eventHandle,
      shopName: settings.shopName,
    },
  })
}
