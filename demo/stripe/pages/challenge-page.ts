import { formatMoney } from "../money"
import { MERCHANT_NAME } from "../resources/account"
import type { PaymentIntent, PaymentMethod, SetupIntent } from "../types"
import { html, type Html } from "./html"
import { notice } from "./layout"

/** The bank's 3-D Secure page: the cardholder confirms or refuses. */
export function challengePage(intent: PaymentIntent | SetupIntent, method: PaymentMethod | undefined): Html {
  const amount =
    intent.object === "payment_intent"
      ? formatMoney((intent as PaymentIntent).amount, (intent as PaymentIntent).currency)
      : null
  return notice({
    title: amount ? "Confirm this payment" : "Confirm saving this card",
    text: "This is your bank's 3-D Secure check, as a test page. Choose how it ends.",
    icon: "none",
    details: html`<dl class="facts">
      <div>
        <dt>Merchant</dt>
        <dd>${MERCHANT_NAME}</dd>
      </div>
      ${
        amount
          ? html`<div>
              <dt>Amount</dt>
              <dd>${amount}</dd>
            </div>`
          : ""
      }
      <div>
        <dt>Card</dt>
        <dd>•••• ${method?.card?.last4 ?? "····"}</dd>
      </div>
    </dl>`,
    actions: html`<form method="post" action="/3ds/${intent.id}" class="stack">
      <button class="button" type="submit" name="outcome" value="succeeded">Complete authentication</button>
      <button class="button quiet" type="submit" name="outcome" value="failed">Fail authentication</button>
    </form>`,
  })
}
