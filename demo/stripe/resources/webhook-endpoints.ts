import { previousValues, type Context, type Route } from "../context"
import { noSuch } from "../errors"
import { LIST_PARAMS, page } from "../lists"
import type { WebhookEndpoint } from "../types"
import type { Webhooks } from "../webhooks"

function require(context: Context, id: string): WebhookEndpoint {
  const endpoint = context.store.webhookEndpoints.get(id)
  if (!endpoint) {
    throw noSuch("webhook endpoint", id)
  }
  return endpoint
}

/** The endpoints' own routes; they need the deliverer, which makes the signing secrets. */
export function webhookEndpointRoutes(webhooks: Webhooks): Route[] {
  return [
    {
      method: "POST",
      path: "/v1/webhook_endpoints",
      handle: (context, { params }) => {
        params.allow(["api_version", "connect", "description", "enabled_events", "metadata", "url"])
        const url = params.url("url")
        const enabledEvents = params.texts("enabled_events")
        if (!url || !enabledEvents?.length) {
          throw params.missing(url ? "enabled_events" : "url")
        }
        const secret = webhooks.newSecret()
        const endpoint = webhooks.addEndpoint({ url, secret, enabledEvents }, false, {
          api_version: params.filledText("api_version") ?? null,
          description: params.text("description") ?? null,
          metadata: params.metadata(),
        })
        // Stripe shows the secret here and never again.
        return { ...endpoint, secret }
      },
    },
    {
      method: "GET",
      path: "/v1/webhook_endpoints",
      handle: (context, { params }) => {
        params.allow(LIST_PARAMS)
        return page(context.store.webhookEndpoints.newestFirst(), params, "/v1/webhook_endpoints")
      },
    },
    { method: "GET", path: "/v1/webhook_endpoints/:id", handle: (context, { ids }) => require(context, ids.id) },
    {
      method: "POST",
      path: "/v1/webhook_endpoints/:id",
      handle: (context, { ids, params }) => {
        const endpoint = require(context, ids.id)
        params.allow(["description", "disabled", "enabled_events", "metadata", "url"])
        const disabled = params.boolean("disabled")
        const changes: Partial<WebhookEndpoint> = {
          metadata: params.metadata(endpoint.metadata),
          enabled_events: params.texts("enabled_events") ?? endpoint.enabled_events,
          url: params.url("url") ?? endpoint.url,
          ...(params.has("description") ? { description: params.text("description") ?? null } : {}),
          ...(disabled === undefined ? {} : { status: disabled ? ("disabled" as const) : ("enabled" as const) }),
        }
        if (Object.keys(previousValues(endpoint, changes)).length > 0) {
          context.store.webhookEndpoints.update(endpoint, changes)
        }
        return endpoint
      },
    },
    {
      method: "DELETE",
      path: "/v1/webhook_endpoints/:id",
      handle: (context, { ids }) => {
        const endpoint = require(context, ids.id)
        context.store.webhookEndpoints.remove(endpoint.id)
        context.store.endpointSecrets.remove(endpoint.id)
        return { id: endpoint.id, object: "webhook_endpoint", deleted: true }
      },
    },
  ]
}
