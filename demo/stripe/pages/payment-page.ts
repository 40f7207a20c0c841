import type { Context } from "../context"
import { formatMoney } from "../money"
import { MERCHANT_NAME } from "../resources/account"
import type { CheckoutSession, LineItem } from "../types"
import type { FieldName, FormErrors, FormValues } from "./entry"
import { html, type Html } from "./html"
import { merchant } from "./layout"

const TEST_CARDS: [number: string, what: string][] = [
  ["4242 4242 4242 4242", "Payment succeeds"],
  ["4000 0000 0000 0002", "Card is declined"],
  ["4000 0000 0000 9995", "Insufficient funds"],
  ["4000 0025 0000 3155", "3-D Secure, unless saved before"],
  ["4000 0027 6000 3184", "3-D Secure, every time"],
]

const FIELD_ORDER: FieldName[] = ["email", "card", "expiry", "cvc", "name"]

export interface PaymentPageParts {
  values: FormValues
  errors: FormErrors
  /** E-mail that the merchant or the customer's account fixed. */
  fixedEmail: string | null
}

/** What is bought on one side, the payment form on the other. */
export function paymentPage(context: Context, session: CheckoutSession, parts: PaymentPageParts): Html {
  return html`<div class="split">
    <section class="summary" aria-label="Order summary">
      <div class="column">${merchant(session.cancel_url)} ${summary(context, session)}</div>
    </section>
    <main class="pay">
      <div class="column">${form(session, parts)} ${session.amount_total > 0 ? hints(context) : ""}</div>
    </main>
  </div>`
}

function summary(context: Context, session: CheckoutSession): Html {
  const { lineItems } = context.store.sessionSecrets.require(session.id)
  const money = (amount: number) => formatMoney(amount, session.currency)
  const discount = session.amount_subtotal - session.amount_total
  return html`<p class="lead">Pay ${MERCHANT_NAME}</p>
    <p class="total">${money(session.amount_total)}</p>
    <ul class="items">
      ${lineItems.map((item) => row(context, item))}
    </ul>
    <dl class="sums">
      ${
        discount > 0
          ? html`<div>
                <dt>Subtotal</dt>
                <dd>${money(session.amount_subtotal)}</dd>
              </div>
              <div>
                <dt>Discount</dt>
                <dd>−${money(discount)}</dd>
              </div>`
          : ""
      }
      <div class="due">
        <dt>Total due</dt>
        <dd>${money(session.amount_total)}</dd>
      </div>
    </dl>`
}

function row(context: Context, item: LineItem): Html {
  const product = context.store.products.get(item.price.product)
  const [image] = product?.images ?? []
  const name = item.description ?? product?.name ?? "Item"
  return html`<li>
    ${image ? html`<img class="thumb" src="${image}" alt="" width="48" height="48" />` : html`<span class="thumb" aria-hidden="true">${[...name][0]?.toUpperCase()}</span>`}
    <div class="what">
      <b>${name}</b
      >${product?.description ? html`<span>${product.description}</span>` : ""}${item.quantity > 1 ? html`<span>Qty ${item.quantity}</span>` : ""}
    </div>
    <div class="much">
      ${formatMoney(item.amount_subtotal, item.currency)}${item.quantity > 1 ? html`<span>${formatMoney(item.price.unit_amount ?? 0, item.currency)} each</span>` : ""}
    </div>
  </li>`
}

function form(session: CheckoutSession, { values, errors, fixedEmail }: PaymentPageParts): Html {
  const first = FIELD_ORDER.find((name) => errors[name])
  const attributes = (name: FieldName) =>
    html`id="${name}" name="${name}"
    value="${name === "cvc" ? "" : values[name]}"${errors[name] ? html` aria-invalid="true" aria-describedby="${name}-error"` : ""}${first === name ? html` autofocus` : ""}`
  const error = (name: FieldName) =>
    errors[name]
      ? html`<p class="error" id="${name}-error" ${first === name ? html` role="alert"` : ""}>${errors[name]}</p>`
      : ""
  const cardFields = html`<div class="field">
      <label for="card">Card number</label>
      <input
        class="input"
        ${attributes("card")}
        inputmode="numeric"
        autocomplete="cc-number"
        placeholder="1234 1234 1234 1234"
        maxlength="23"
        required
      />${error("card")}
    </div>
    <div class="pair">
      <div class="field">
        <label for="expiry">Expiry date</label>
        <input
          class="input"
          ${attributes("expiry")}
          inputmode="numeric"
          autocomplete="cc-exp"
          placeholder="MM / YY"
          maxlength="9"
          required
        />${error("expiry")}
      </div>
      <div class="field">
        <label for="cvc">Security code (CVC)</label>
        <input
          class="input"
          ${attributes("cvc")}
          inputmode="numeric"
          autocomplete="cc-csc"
          placeholder="CVC"
          maxlength="4"
          required
        />${error("cvc")}
      </div>
    </div>
    <div class="field">
      <label for="name">Name on card</label>
      <input class="input" ${attributes("name")} autocomplete="cc-name" maxlength="120" required />${error("name")}
    </div>`
  const label =
    session.amount_total > 0 ? `Pay ${formatMoney(session.amount_total, session.currency)}` : "Complete order"
  return html`<h1 class="title">${session.amount_total > 0 ? "Pay by card" : "Your details"}</h1>
    <form method="post" action="/c/pay/${session.id}" novalidate id="payment">
      <div class="field">
        <label for="email">Email</label>
        <input
          class="input"
          type="email"
          ${attributes("email")}
          autocomplete="email"
          maxlength="200"
          ${fixedEmail ? html`readonly` : html`placeholder="you@example.com"`}
          required
        />${error("email")}
      </div>
      ${session.amount_total > 0 ? cardFields : ""}
      <button class="button" type="submit">${label}</button>
    </form>
    <p class="fine">Local Stripe stand-in. No real card is charged.</p>`
}

function hints(context: Context): Html {
  const year = String((new Date(context.now() * 1000).getUTCFullYear() + 4) % 100).padStart(2, "0")
  return html`<details class="hints" open>
    <summary>Test cards</summary>
    <div class="inside">
      <p>Use any future expiry date, any CVC and any name.</p>
      <ul>
        ${TEST_CARDS.map(
          ([number, what]) =>
            html`<li>
              <span><code>${number}</code><small>${what}</small></span
              ><button
                class="fill"
                type="button"
                data-card="${number}"
                data-expiry="12 / ${year}"
                aria-label="Fill in ${number}: ${what}"
              >
                Fill in
              </button>
            </li>`
        )}
      </ul>
    </div>
  </details>`
}

/** Groups digits while typing, fills test cards in, and guards against a second click. */
export const PAYMENT_SCRIPT = `
(function(){
var root=document.documentElement,form=document.getElementById("payment"),card=document.getElementById("card"),expiry=document.getElementById("expiry");
root.classList.add("js");
function atEnd(input){return input.selectionStart===input.value.length}
if(card){card.addEventListener("input",function(){if(!atEnd(card))return;var d=card.value.replace(/\\D/g,"").slice(0,19);card.value=/^3[47]/.test(d)?d.replace(/^(\\d{4})(\\d{1,6})?(\\d{1,5})?.*/,function(m,a,b,c){return[a,b,c].filter(Boolean).join(" ")}):d.replace(/(\\d{4})(?=\\d)/g,"$1 ")});
expiry.addEventListener("input",function(e){if(!atEnd(expiry)||(e.inputType||"").indexOf("delete")===0)return;var d=expiry.value.replace(/\\D/g,"").slice(0,4);if(d.length===1&&d>"1")d="0"+d;expiry.value=d.length>=2?d.slice(0,2)+" / "+d.slice(2):d});
document.addEventListener("click",function(e){var b=e.target.closest?e.target.closest(".fill"):null;if(!b)return;card.value=b.dataset.card;expiry.value=b.dataset.expiry;document.getElementById("cvc").value="123";var n=document.getElementById("name");if(!n.value)n.value="Alex Example";var m=document.getElementById("email");(m.value?form.querySelector("button"):m).focus()});}
form.addEventListener("submit",function(e){if(root.classList.contains("busy")){e.preventDefault();return}root.classList.add("busy");form.querySelector("button").textContent="Processing\\u2026"});
window.addEventListener("pageshow",function(e){if(e.persisted)location.reload()});
})();
`
