import { previousValues, type Context, type Route } from "../context"
import { invalidRequest, noSuch } from "../errors"
import { equalityFilter, LIST_PARAMS, page } from "../lists"
import {
  attach,
  billingFrom,
  cardOf,
  declineError,
  paymentMethodFromParams,
  resolvePaymentMethod,
  secretOf,
} from "../payments/payment-methods"
import type { PaymentMethod } from "../types"
import { customerParam } from "./customers"

function require(context: Context, id: string): PaymentMethod {
  if (id.startsWith("pm_card_")) {
    return resolvePaymentMethod(context, id)
  }
  const method = context.store.paymentMethods.get(id)
  if (!method) {
    throw noSuch("PaymentMethod", id, "payment_method")
  }
  return method
}

export const paymentMethodRoutes: Route[] = [
  {
    method: "POST",
    path: "/v1/payment_methods",
    handle: (context, { params }) => {
      params.allow([
        "allow_redisplay",
        "billing_details",
        "card",
        "customer",
        "metadata",
        "payment_method",
        "radar_options",
        "sepa_debit",
        "type",
        "us_bank_account",
      ])
      return paymentMethodFromParams(context, params)
    },
  },
  {
    method: "GET",
    path: "/v1/payment_methods",
    handle: (context, { params }) => {
      params.allow([...LIST_PARAMS, "allow_redisplay", "customer", "customer_account", "type"])
      const customer = customerParam(context, params)
      const items = context.store.paymentMethods
        .newestFirst()
        .filter((method) => method.customer !== null && (!customer || method.customer === customer))
        .filter(equalityFilter(params, ["allow_redisplay", "type"]))
      return page(items, params, "/v1/payment_methods")
    },
  },
  { method: "GET", path: "/v1/payment_methods/:id", handle: (context, { ids }) => require(context, ids.id) },
  {
    method: "POST",
    path: "/v1/payment_methods/:id",
    handle: (context, { ids, params }) => {
      const method = require(context, ids.id)
      params.allow(["allow_redisplay", "billing_details", "card", "metadata", "us_bank_account"])
      if (method.customer === null) {
        throw invalidRequest("You must save this PaymentMethod to a customer before you can update it.")
      }
      const card = params.child("card")
      const changes: Partial<PaymentMethod> = {
        billing_details: billingFrom(params.child("billing_details"), method.billing_details),
        metadata: params.metadata(method.metadata),
        ...(card && method.card
          ? {
              card: {
                ...method.card,
                exp_month: card.integer("exp_month") ?? method.card.exp_month,
                exp_year: card.integer("exp_year") ?? method.card.exp_year,
              },
            }
          : {}),
        ...(params.has("allow_redisplay")
          ? { allow_redisplay: params.oneOf("allow_redisplay", ["always", "limited", "unspecified"]) }
          : {}),
      }
      const previous = previousValues(method, changes)
      context.store.paymentMethods.update(method, changes)
      if (Object.keys(previous).length > 0) {
        context.emit("payment_method.updated", method, previous)
      }
      return method
    },
  },
  {
    method: "POST",
    path: "/v1/payment_methods/:id/attach",
    handle: (context, { ids, params }) => {
      params.allow(["customer", "customer_account"])
      const customer = customerParam(context, params)
      if (!customer) {
        throw params.missing("customer")
      }
      const method = require(context, ids.id)
      const card = cardOf(context, method)
      if (card?.decline && !card.declinesOnlyCharges && !card.authentication) {
        throw declineError(card.decline)
      }
      attach(context, method, customer)
      return method
    },
  },
  {
    method: "POST",
    path: "/v1/payment_methods/:id/detach",
    handle: (context, { ids, params }) => {
      params.allow([])
      const method = require(context, ids.id)
      if (method.customer === null) {
        throw invalidRequest(
          "The payment method you provided is not attached to a customer so detachment is impossible."
        )
      }
      const previous = { customer: method.customer }
      context.store.paymentMethods.update(method, { customer: null })
      context.store.paymentMethodSecrets.update(secretOf(context, method), { spent: true })
      context.emit("payment_method.detached", method, previous)
      return method
    },
  },
]
