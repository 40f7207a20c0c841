import { previousValues, type Context, type Route } from "../context"
import { noSuch, noSuchParam } from "../errors"
import { newId, randomText } from "../ids"
import { createdFilter, equalityFilter, LIST_PARAMS, page } from "../lists"
import type { Params } from "../params"
import { attach, resolvePaymentMethod, secretOf } from "../payments/payment-methods"
import type { Customer } from "../types"

const SHARED = [
  "address",
  "balance",
  "business_name",
  "cash_balance",
  "description",
  "email",
  "individual_name",
  "invoice_prefix",
  "invoice_settings",
  "metadata",
  "name",
  "next_invoice_sequence",
  "phone",
  "preferred_locales",
  "shipping",
  "source",
  "tax",
  "tax_exempt",
  "validate",
]
const CREATE = [...SHARED, "payment_method", "tax_id_data", "test_clock"]
const UPDATE = [...SHARED, "default_source"]
const ADDRESS = ["city", "country", "line1", "line2", "postal_code", "state"]

export interface CustomerFields {
  email?: string | null
  name?: string | null
  phone?: string | null
  metadata?: Record<string, string>
}

export function createCustomer(context: Context, fields: CustomerFields, extra: Partial<Customer> = {}): Customer {
  const customer = context.store.customers.add({
    id: newId("cus"),
    object: "customer",
    address: null,
    balance: 0,
    created: context.now(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    next_invoice_sequence: 1,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
    ...extra,
    email: fields.email ?? null,
    name: fields.name ?? null,
    phone: fields.phone ?? null,
    metadata: fields.metadata ?? {},
  })
  context.emit("customer.created", customer)
  return customer
}

function addressFrom(params: Params | undefined): Record<string, string | null> | null {
  return params ? Object.fromEntries(ADDRESS.map((key) => [key, params.text(key) ?? null])) : null
}

function changesFrom(context: Context, params: Params): Partial<Customer> {
  const changes: Record<string, unknown> = {}
  for (const key of ["description", "name", "phone"]) {
    if (params.has(key)) {
      changes[key] = params.text(key) ?? null
    }
  }
  if (params.has("email")) {
    changes.email = params.email("email") ?? null
  }
  if (params.has("balance")) {
    changes.balance = params.integer("balance", { min: -99_999_999 })
  }
  if (params.has("tax_exempt")) {
    changes.tax_exempt = params.oneOf("tax_exempt", ["exempt", "none", "reverse"])
  }
  if (params.has("address")) {
    changes.address = addressFrom(params.child("address"))
  }
  if (params.has("preferred_locales")) {
    changes.preferred_locales = params.texts("preferred_locales") ?? []
  }
  if (params.has("shipping")) {
    const shipping = params.child("shipping")
    changes.shipping = shipping
      ? {
          address: addressFrom(shipping.child("address")),
          name: shipping.text("name") ?? null,
          phone: shipping.text("phone") ?? null,
        }
      : null
  }
  const settings = params.child("invoice_settings")
  if (settings?.has("default_payment_method")) {
    const method = settings.text("default_payment_method") ?? null
    if (method !== null && !context.store.paymentMethods.get(method)) {
      throw noSuchParam("PaymentMethod", method, settings.name("default_payment_method"))
    }
    changes.invoice_settings = {
      custom_fields: null,
      default_payment_method: method,
      footer: null,
      rendering_options: null,
    }
  }
  return changes as Partial<Customer>
}

function require(context: Context, id: string): Customer {
  const customer = context.store.customers.get(id)
  if (!customer) {
    throw noSuch("customer", id)
  }
  return customer
}

/** The customer named by a parameter, which must exist. */
export function customerParam(context: Context, params: Params, key = "customer"): string | null | undefined {
  const id = params.text(key)
  if (id && !context.store.customers.get(id)) {
    throw noSuchParam("customer", id, params.name(key))
  }
  return id
}

export const customerRoutes: Route[] = [
  {
    method: "POST",
    path: "/v1/customers",
    handle: (context, { params }) => {
      params.allow(CREATE)
      const changes = changesFrom(context, params)
      const methodId = params.filledText("payment_method")
      const method = methodId === undefined ? undefined : resolvePaymentMethod(context, methodId)
      const customer = createCustomer(context, { ...changes, metadata: params.metadata() } as CustomerFields, changes)
      if (method) {
        attach(context, method, customer.id)
      }
      return customer
    },
  },
  {
    method: "GET",
    path: "/v1/customers",
    handle: (context, { params }) => {
      params.allow([...LIST_PARAMS, "created", "email", "test_clock"])
      const items = context.store.customers
        .newestFirst()
        .filter(createdFilter(params))
        .filter(equalityFilter(params, ["email"]))
      return page(items, params, "/v1/customers")
    },
  },
  {
    method: "GET",
    path: "/v1/customers/:id",
    handle: (context, { ids }) => context.store.deletedCustomers.get(ids.id) ?? require(context, ids.id),
  },
  {
    method: "POST",
    path: "/v1/customers/:id",
    handle: (context, { ids, params }) => {
      const customer = require(context, ids.id)
      params.allow(UPDATE)
      const changes: Partial<Customer> = {
        ...changesFrom(context, params),
        metadata: params.metadata(customer.metadata),
      }
      const previous = previousValues(customer, changes)
      if (Object.keys(previous).length > 0) {
        context.store.customers.update(customer, changes)
        context.emit("customer.updated", customer, previous)
      }
      return customer
    },
  },
  {
    method: "DELETE",
    path: "/v1/customers/:id",
    handle: (context, { ids }) => {
      const customer = require(context, ids.id)
      for (const method of context.store.paymentMethods.all().filter((item) => item.customer === customer.id)) {
        context.store.paymentMethods.update(method, { customer: null })
        context.store.paymentMethodSecrets.update(secretOf(context, method), { spent: true })
      }
      context.store.customers.remove(customer.id)
      context.emit("customer.deleted", customer)
      return context.store.deletedCustomers.add({ id: customer.id, object: "customer", deleted: true })
    },
  },
  {
    method: "GET",
    path: "/v1/customers/:id/payment_methods",
    handle: (context, { ids, params }) => {
      const customer = require(context, ids.id)
      params.allow([...LIST_PARAMS, "allow_redisplay", "type"])
      const items = context.store.paymentMethods
        .newestFirst()
        .filter((method) => method.customer === customer.id)
        .filter(equalityFilter(params, ["allow_redisplay", "type"]))
      return page(items, params, `/v1/customers/${customer.id}/payment_methods`)
    },
  },
  {
    method: "GET",
    path: "/v1/customers/:id/payment_methods/:method",
    handle: (context, { ids }) => {
      const customer = require(context, ids.id)
      const method = context.store.paymentMethods.get(ids.method)
      if (!method || method.customer !== customer.id) {
        throw noSuch("PaymentMethod", ids.method, "payment_method")
      }
      return method
    },
  },
]
