import { previousValues, type Route } from "../context"
import { noSuch } from "../errors"
import { createdFilter, equalityFilter, LIST_PARAMS, page } from "../lists"
import type { Charge } from "../types"

export const chargeRoutes: Route[] = [
  {
    method: "GET",
    path: "/v1/charges",
    handle: (context, { params }) => {
      params.allow([...LIST_PARAMS, "created", "customer", "payment_intent", "transfer_group"])
      const items = context.store.charges
        .newestFirst()
        .filter(createdFilter(params))
        .filter(equalityFilter(params, ["customer", "payment_intent", "transfer_group"]))
      return page(items, params, "/v1/charges")
    },
  },
  {
    method: "GET",
    path: "/v1/charges/:id",
    handle: ({ store }, { ids }) => {
      const charge = store.charges.get(ids.id)
      if (!charge) {
        throw noSuch("charge", ids.id)
      }
      return charge
    },
  },
  {
    method: "POST",
    path: "/v1/charges/:id",
    handle: (context, { ids, params }) => {
      const charge = context.store.charges.get(ids.id)
      if (!charge) {
        throw noSuch("charge", ids.id)
      }
      params.allow([
        "customer",
        "description",
        "fraud_details",
        "metadata",
        "receipt_email",
        "shipping",
        "transfer_group",
      ])
      const changes: Partial<Charge> = {
        metadata: params.metadata(charge.metadata),
        ...(params.has("description") ? { description: params.text("description") ?? null } : {}),
        ...(params.has("receipt_email") ? { receipt_email: params.email("receipt_email") ?? null } : {}),
      }
      const previous = previousValues(charge, changes)
      context.store.charges.update(charge, changes)
      if (Object.keys(previous).length > 0) {
        context.emit("charge.updated", charge, previous)
      }
      return charge
    },
  },
  {
    method: "GET",
    path: "/v1/charges/:id/refunds",
    handle: ({ store }, { ids, params }) => {
      params.allow(LIST_PARAMS)
      if (!store.charges.get(ids.id)) {
        throw noSuch("charge", ids.id)
      }
      return page(
        store.refunds.newestFirst().filter(({ charge }) => charge === ids.id),
        params,
        `/v1/charges/${ids.id}/refunds`
      )
    },
  },
]
