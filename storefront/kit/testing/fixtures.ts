import type {
  PostPurchase,
  PostPurchaseResult,
  PostPurchaseStep,
  StepCharge,
  StoreOffer,
  StorePurchase,
  StoreUnit,
} from "../src/client/types.ts"

export const anOffer = (fields: Partial<StoreOffer> = {}): StoreOffer => ({
  id: "offer_1",
  eventId: "evt_1",
  title: "Backstage tour",
  description: "Behind the hall.",
  price: 45,
  originalPrice: 60,
  currency: "eur",
  offerType: "SERVICE",
  imageUrl: null,
  startsAt: null,
  expiresAt: null,
  inventory: { total: 20, available: 12, sold: 8 },
  stripePriceId: null,
  placement: ["IN_EVENT"],
  targetSessions: [],
  targetTiers: [],
  requiresTicket: true,
  requiresShipping: false,
  perCustomerLimit: 2,
  perOrderLimit: null,
  perTicketLimit: null,
  purchasable: true,
  refusal: null,
  ...fields,
})

export const aCharge = (fields: Partial<StepCharge> = {}): StepCharge => ({
  subtotal: 45,
  shippingTotal: 0,
  taxTotal: 7.18,
  taxIncluded: 7.18,
  total: 45,
  currency: "eur",
  shippingName: null,
  ...fields,
})

export const aStep = (fields: Partial<PostPurchaseStep> = {}): PostPurchaseStep => ({
  id: "step_1",
  headline: "See the hall from behind",
  message: "One hour before the concert.",
  offer: anOffer(),
  charge: aCharge(),
  oneClick: true,
  paymentMethod: { brand: "visa", last4: "4242" },
  ...fields,
})

export const aResult = (fields: Partial<PostPurchaseResult> = {}): PostPurchaseResult => ({
  stepId: "step_1",
  offerTitle: "Backstage tour",
  decision: "accepted",
  outcome: "ordered",
  orderId: "order_2",
  checkoutUrl: null,
  checkoutCart: null,
  message: null,
  ...fields,
})

export const aPostPurchase = (fields: Partial<PostPurchase> = {}): PostPurchase => ({
  status: "open",
  orderId: "order_1",
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
  serverTime: new Date().toISOString(),
  acceptedCount: 0,
  acceptLimit: 3,
  step: aStep(),
  results: [],
  ...fields,
})

export const aUnit = (fields: Partial<StoreUnit> = {}): StoreUnit => ({
  id: "offunit_1",
  status: "FULFILLED",
  accessCode: null,
  ticket: null,
  checkedInAt: null,
  hasTicket: false,
  ...fields,
})

export const aPurchase = (fields: Partial<StorePurchase> = {}): StorePurchase => ({
  id: "opur_1",
  offerId: "offer_1",
  eventId: "evt_1",
  title: "Recordings",
  imageUrl: null,
  offerType: "EXCLUSIVE_CONTENT",
  quantity: 1,
  refundedQuantity: 0,
  unitPrice: 39,
  total: 39,
  currency: "eur",
  status: "FULFILLED",
  orderId: "order_1",
  orderDisplayId: 42,
  purchasedAt: "2026-06-19T22:30:00Z",
  delivery: {
    method: "DOWNLOAD",
    units: [aUnit()],
    downloads: [{ id: "asset_1", name: "programme.pdf", mimeType: "application/pdf", size: 48_200 }],
  },
  ...fields,
})
