/** Widths a storefront's card is looked at in: a phone's column, and a card of the desktop grid. */
export const PREVIEW_WIDTHS = { phone: 320, desktop: 640 } as const

export type PreviewSize = keyof typeof PREVIEW_WIDTHS
export const PREVIEW_SIZES: PreviewSize[] = ["phone", "desktop"]
