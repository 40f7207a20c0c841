import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateBody, validateQuery } from "../../utils/validate"
import { listEventAttendeesConfig, listEventsConfig, retrieveEventConfig } from "./query-config"
import {
  AdminCreateEvent,
  AdminCreateSession,
  AdminCreateTicketType,
  AdminGetEventAttendeesParams,
  AdminGetEventParams,
  AdminGetEventsParams,
  AdminUpdateEvent,
} from "./validators"

export const adminEventMiddlewares: MiddlewareRoute[] = [
  { method: ["GET"], matcher: "/admin/events", middlewares: [validateQuery(AdminGetEventsParams, listEventsConfig)] },
  { method: ["POST"], matcher: "/admin/events", middlewares: [validateBody(AdminCreateEvent)] },
  {
    method: ["GET"],
    matcher: "/admin/events/:id",
    middlewares: [validateQuery(AdminGetEventParams, retrieveEventConfig)],
  },
  { method: ["POST"], matcher: "/admin/events/:id", middlewares: [validateBody(AdminUpdateEvent)] },
  { method: ["POST"], matcher: "/admin/events/:id/sessions", middlewares: [validateBody(AdminCreateSession)] },
  { method: ["POST"], matcher: "/admin/events/:id/ticket-types", middlewares: [validateBody(AdminCreateTicketType)] },
  {
    method: ["GET"],
    matcher: "/admin/events/:id/attendees",
    middlewares: [validateQuery(AdminGetEventAttendeesParams, listEventAttendeesConfig)],
  },
]
