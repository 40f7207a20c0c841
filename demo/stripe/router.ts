import type { Route } from "./context"
import { accountRoutes } from "./resources/account"
import { balanceRoutes } from "./resources/balance"
import { chargeRoutes } from "./resources/charges"
import { checkoutSessionRoutes } from "./resources/checkout-sessions"
import { couponRoutes } from "./resources/coupons"
import { customerRoutes } from "./resources/customers"
import { eventRoutes } from "./resources/events"
import { paymentIntentRoutes } from "./resources/payment-intents"
import { paymentMethodRoutes } from "./resources/payment-methods"
import { priceRoutes } from "./resources/prices"
import { productRoutes } from "./resources/products"
import { refundRoutes } from "./resources/refunds"
import { setupIntentRoutes } from "./resources/setup-intents"
import { webhookEndpointRoutes } from "./resources/webhook-endpoints"
import type { Webhooks } from "./webhooks"

export interface Match {
  route: Route
  ids: Record<string, string>
}

/** Finds the handler of a call among the resources' routes. */
export class Router {
  private readonly routes: { route: Route; pattern: RegExp; names: string[] }[]

  constructor(webhooks: Webhooks) {
    const routes = [
      ...accountRoutes,
      ...balanceRoutes,
      ...chargeRoutes,
      ...checkoutSessionRoutes,
      ...couponRoutes,
      ...customerRoutes,
      ...eventRoutes,
      ...paymentIntentRoutes,
      ...paymentMethodRoutes,
      ...priceRoutes,
      ...productRoutes,
      ...refundRoutes,
      ...setupIntentRoutes,
      ...webhookEndpointRoutes(webhooks),
    ]
    this.routes = routes.map((route) => ({
      route,
      names: [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name),
      pattern: new RegExp(`^${route.path.replace(/:\w+/g, "([^/]+)")}/?$`),
    }))
  }

  match(method: string, path: string): Match | undefined {
    for (const { route, names, pattern } of this.routes) {
      const found = route.method === method ? pattern.exec(path) : null
      if (found) {
        return { route, ids: Object.fromEntries(names.map((name, index) => [name, decode(found[index + 1])])) }
      }
    }
    return undefined
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
