import { defineMiddlewares } from "@medusajs/framework/http"
import { adminEventSessionMiddlewares } from "./admin/event-sessions/middlewares"
import { adminEventMiddlewares } from "./admin/events/middlewares"
import { adminOfferMiddlewares } from "./admin/offers/middlewares"
import { adminTicketTypeMiddlewares } from "./admin/ticket-types/middlewares"
import { storeCartMiddlewares } from "./store/carts/middlewares"
import { storePurchaseMiddlewares } from "./store/customers/me/offer-purchases/middlewares"
import { storeCustomerTicketMiddlewares } from "./store/customers/me/tickets/middlewares"
import { storeEventSessionMiddlewares } from "./store/event-sessions/middlewares"
import { storeEventMiddlewares } from "./store/events/middlewares"
import { storeOfferMiddlewares } from "./store/offers/middlewares"

export default defineMiddlewares({
  routes: [
    ...adminEventMiddlewares,
    ...adminEventSessionMiddlewares,
    ...adminTicketTypeMiddlewares,
    ...adminOfferMiddlewares,
    ...storeEventMiddlewares,
    ...storeEventSessionMiddlewares,
    ...storeOfferMiddlewares,
    ...storeCartMiddlewares,
    ...storePurchaseMiddlewares,
    ...storeCustomerTicketMiddlewares,
  ],
})
