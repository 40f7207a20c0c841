import type { Context } from "../context"
import { cancelIntent } from "../payments/intents"
import type { CheckoutSession } from "../types"

/** Ends an open session: nobody can pay it any more, and an attempt that was under way is cancelled. */
export function expireSession(context: Context, session: CheckoutSession): void {
  const intent = session.payment_intent ? context.store.paymentIntents.require(session.payment_intent) : null
  if (intent && ["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status)) {
    cancelIntent(context, intent, "expired")
  }
  context.store.sessions.update(session, { status: "expired", url: null })
  context.emit("checkout.session.expired", session)
}

/** Expires the sessions whose time is over. */
export function expireDueSessions(context: Context): void {
  for (const session of context.store.sessions.all()) {
    if (session.status === "open" && session.expires_at <= context.now()) {
      expireSession(context, session)
    }
  }
}
