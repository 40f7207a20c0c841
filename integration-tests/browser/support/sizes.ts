import type { BrowserContextOptions } from "playwright-core"

export interface Size {
  name: "desktop" | "phone"
  context: BrowserContextOptions
}

export const DESKTOP: Size = { name: "desktop", context: { viewport: { width: 1280, height: 900 } } }

export const PHONE: Size = {
  name: "phone",
  context: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
}

export const SIZES = [DESKTOP, PHONE]
