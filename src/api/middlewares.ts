import { defineMiddlewares } from "@medusajs/framework/http"
import { adminEventSessionMiddlewares } from "./admin/event-sessions/middlewares"
import { adminCheckInMiddlewares } from "./admin/events/[id]/check-in/middlewares"
import { adminEventMiddlewares } from "./admin/events/middlewares"
import { adminFunnelMiddlewares } from "./admin/offer-funnels/middlewares"
import { adminOfferPurchaseMiddlewares } from "./admin/offer-purchases/middlewares"
import { adminOfferUnitMiddlewares } from "./admin/offer-units/middlewares"
import { adminOfferAssetMiddlewares } from "./admin/offers/[id]/assets/middlewares"
import { adminOfferMiddlewares } from "./admin/offers/middlewares"
import { adminOrderMiddlewares } from "./admin/orders/middlewares"
import { adminTicketTypeMiddlewares } from "./admin/ticket-types/middlewares"
import { storeCartMiddlewares } from "./store/carts/middlewares"
import { storePostPurchaseMiddlewares } from "./store/carts/[id]/post-purchase/middlewares"
import { storePurchaseMiddlewares } from "./store/customers/me/offer-purchases/middlewares"
import { storeCustomerTicketMiddlewares } from "./store/customers/me/tickets/middlewares"
import { storeEventSessionMiddlewares } from "./store/event-sessions/middlewares"
import { storeEventMiddlewares } from "./store/events/middlewares"
import { storeOfferPurchaseMiddlewares } from "./store/offer-purchases/middlewares"
import { storeOfferMiddlewares } from "./store/offers/middlewares"
import { storePaymentCollectionMiddlewares } from "./store/payment-collections/middlewares"
import { refuseUnstorableUrl } from "./utils/storable-text"

export default defineMiddlewares({
  routes: [
    { matcher: "/admin", middlewares: [refuseUnstorableUrl] },
    { matcher: "/store", middlewares: [refuseUnstorableUrl] },
    ...adminEventMiddlewares,
    ...adminEventSessionMiddlewares,
    ...adminTicketTypeMiddlewares,
    ...adminOfferMiddlewares,
    ...adminOfferAssetMiddlewares,
    ...adminCheckInMiddlewares,
    ...adminFunnelMiddlewares,
    ...adminOfferPurchaseMiddlewares,
    ...adminOfferUnitMiddlewares,
    ...adminOrderMiddlewares,
    ...storeEventMiddlewares,
    ...storeEventSessionMiddlewares,
    ...storeOfferMiddlewares,
    ...storeCartMiddlewares,
    ...storePostPurchaseMiddlewares,
    ...storePurchaseMiddlewares,
    ...storeOfferPurchaseMiddlewares,
    ...storePaymentCollectionMiddlewares,
    ...storeCustomerTicketMiddlewares,
  ],
})
