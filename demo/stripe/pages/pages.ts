import { randomBytes } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { successUrl, type PayResult } from "../checkout/pay"
import { StripeApiError } from "../errors"
import { decodeForm, emptyTree, type FormTree } from "../form-encoding"
import { BodyTooLarge, readBody, send } from "../http"
import { formatMoney } from "../money"
import { MERCHANT_NAME } from "../resources/account"
import { NotFound, type Simulation } from "../simulation"
import type { CheckoutSession } from "../types"
import { challengePage } from "./challenge-page"
import { checkForm, emptyForm, readForm, toEntry, type FormErrors, type FormValues } from "./entry"
import { html, type Html } from "./html"
import { layout, notice } from "./layout"
import { paymentPage, PAYMENT_SCRIPT } from "./payment-page"

interface Page {
  status?: number
  title: string
  body: Html
  script?: string
  /** Origins that the page's form may end at. */
  targets?: (string | null)[]
}

type Answer = Page | { redirect: string }

/** The pages that a buyer's browser sees: payment, 3-D Secure, and the ends of a session. */
export class Pages {
  /** Why the last 3-D Secure attempt of a session failed, shown once on its payment page. */
  private readonly failures = new Map<string, string>()

  constructor(private readonly simulation: Simulation) {}

  /** Answers false when the URL is none of the pages. */
  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    const found = /^\/(c\/pay|3ds|receipts)\/([\w-]+)\/?$/.exec(url.pathname)
    if (!found) {
      return false
    }
    const [, kind, id] = found
    const isPost = request.method === "POST"
    try {
      const form = isPost ? readTree(await readBody(request)) : emptyTree()
      if (!isPost && request.method !== "GET" && request.method !== "HEAD") {
        this.respond(response, { status: 405, ...message("This page can't do that", "Open it in a browser.") })
      } else if (kind === "c/pay") {
        this.respond(response, isPost ? this.pay(id, form) : this.showPayment(id))
      } else if (kind === "3ds") {
        this.respond(response, isPost ? this.authenticate(id, form) : this.showChallenge(id))
      } else {
        this.respond(response, this.receipt(id))
      }
    } catch (error) {
      this.respond(response, failurePage(error))
    }
    return true
  }

  private showPayment(id: string): Answer {
    const session = this.simulation.session(id)
    const failure = this.failures.get(id)
    this.failures.delete(id)
    return this.payment(session, emptyForm(this.fixedEmail(session)), failure ? { card: failure } : {})
  }

  private payment(session: CheckoutSession, values: FormValues, errors: FormErrors): Page {
    if (session.status !== "open") {
      return closedPage(session, successUrl(session, this.simulation.context))
    }
    return {
      title: `${Object.keys(errors).length > 0 ? "Error: " : ""}Pay ${MERCHANT_NAME}`,
      body: paymentPage(this.simulation.context, session, { values, errors, fixedEmail: this.fixedEmail(session) }),
      script: PAYMENT_SCRIPT,
      targets: [session.success_url, session.cancel_url],
    }
  }

  private fixedEmail(session: CheckoutSession): string | null {
    const customer =
      session.customer && session.customer_creation === null
        ? this.simulation.context.store.customers.get(session.customer)
        : undefined
    return session.customer_email ?? customer?.email ?? null
  }

  private pay(id: string, form: FormTree): Answer {
    const session = this.simulation.session(id)
    if (session.status !== "open") {
      return closedPage(session, successUrl(session, this.simulation.context))
    }
    const values = readForm(form, this.fixedEmail(session))
    const errors = checkForm(values, session)
    if (Object.keys(errors).length > 0) {
      return { ...this.payment(session, values, errors), status: 422 }
    }
    return this.after(session, this.simulation.pay(id, toEntry(values)), values)
  }

  private after(session: CheckoutSession, result: PayResult, values: FormValues): Answer {
    switch (result.outcome) {
      case "complete":
      case "requires_action":
        return { redirect: result.url }
      case "declined":
        return { ...this.payment(session, values, { [result.field]: result.message }), status: 402 }
      case "not_open":
        return closedPage(session, successUrl(session, this.simulation.context))
    }
  }

  private showChallenge(id: string): Answer {
    const { store } = this.simulation.context
    const intent = store.paymentIntents.get(id) ?? store.setupIntents.get(id)
    const secret = store.intentSecrets.get(id)
    if (!intent || !secret) {
      throw new NotFound(id)
    }
    const session = secret.checkoutSession ? this.simulation.session(secret.checkoutSession) : undefined
    if (intent.status !== "requires_action" || secret.challenged === null) {
      return session
        ? this.payment(session, emptyForm(this.fixedEmail(session)), {})
        : message("Nothing to confirm", "This authentication has ended. You can close this page.")
    }
    return {
      title: "3-D Secure",
      body: challengePage(intent, store.paymentMethods.get(secret.challenged)),
      targets: [secret.returnUrl, session?.success_url ?? null, session?.cancel_url ?? null],
    }
  }

  private authenticate(id: string, form: FormTree): Answer {
    const { store } = this.simulation.context
    const secret = store.intentSecrets.get(id)
    if (!secret) {
      throw new NotFound(id)
    }
    const status = (store.paymentIntents.get(id) ?? store.setupIntents.get(id))?.status
    if (status !== "requires_action") {
      return this.showChallenge(id)
    }
    const result = this.simulation.authenticate(id, form.outcome === "succeeded")
    if (result.outcome === "declined" && secret.checkoutSession) {
      this.failures.set(secret.checkoutSession, result.message)
      return { redirect: `/c/pay/${secret.checkoutSession}` }
    }
    if (result.outcome === "not_open" && secret.checkoutSession) {
      return { redirect: `/c/pay/${secret.checkoutSession}` }
    }
    if (result.outcome === "complete" && result.url) {
      return { redirect: result.url }
    }
    return message("Authentication finished", "You can close this page and go back to the shop.")
  }

  private receipt(id: string): Page {
    const charge = this.simulation.context.store.charges.get(id)
    if (!charge) {
      throw new NotFound(id)
    }
    return {
      title: "Receipt",
      body: notice({
        title: `Receipt from ${MERCHANT_NAME}`,
        text: charge.refunded ? "This payment was refunded." : "Thank you for your purchase.",
        icon: "good",
        details: html`<dl class="facts">
          <div>
            <dt>Amount</dt>
            <dd>${formatMoney(charge.amount, charge.currency)}</dd>
          </div>
          ${
            charge.amount_refunded > 0
              ? html`<div>
                  <dt>Refunded</dt>
                  <dd>${formatMoney(charge.amount_refunded, charge.currency)}</dd>
                </div>`
              : ""
          }
          <div>
            <dt>Date</dt>
            <dd>${new Date(charge.created * 1000).toISOString().slice(0, 10)}</dd>
          </div>
        </dl>`,
      }),
    }
  }

  private respond(response: ServerResponse, answer: Answer): void {
    if ("redirect" in answer) {
      response.writeHead(303, { location: answer.redirect, "cache-control": "no-store" })
      response.end()
      return
    }
    const nonce = randomBytes(16).toString("base64")
    send(response, answer.status ?? 200, "text/html; charset=utf-8", layout(answer, nonce), {
      "content-security-policy": policy(nonce, answer.targets ?? []),
      "referrer-policy": "no-referrer",
      "x-frame-options": "DENY",
    })
  }
}

/** Browsers apply `form-action` to where the form's redirect ends, so the shop's origins belong in it. */
function policy(nonce: string, targets: (string | null)[]): string {
  const origins = targets.flatMap((target) => (target && URL.canParse(target) ? [new URL(target).origin] : []))
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "img-src http: https: data:",
    `form-action ${["'self'", ...new Set(origins)].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ")
}

function closedPage(session: CheckoutSession, url: string): Page {
  if (session.status === "complete") {
    return {
      title: "Payment complete",
      body: notice({
        title: "You're all done here",
        text: "This order has already been paid.",
        icon: "good",
        details: html`<dl class="facts">
          <div>
            <dt>Paid</dt>
            <dd>${formatMoney(session.amount_total, session.currency)}</dd>
          </div>
        </dl>`,
        actions: html`<a class="button" href="${url}">Back to ${MERCHANT_NAME}</a>`,
      }),
    }
  }
  return {
    status: 410,
    title: "Checkout expired",
    body: notice({
      title: "This checkout has expired",
      text: "The time to pay is over and nothing was charged. Go back to start again.",
      icon: "clock",
      actions: session.cancel_url
        ? html`<a class="button" href="${session.cancel_url}">Back to ${MERCHANT_NAME}</a>`
        : html``,
    }),
  }
}

function message(title: string, text: string, status = 200): Page {
  return { status, title, body: notice({ title, text, icon: "none" }) }
}

function failurePage(error: unknown): Page {
  if (error instanceof NotFound) {
    return message("Page not found", "There is no such payment here. The link may be incomplete.", 404)
  }
  if (error instanceof BodyTooLarge) {
    return message("That was too much", error.message, 413)
  }
  if (error instanceof StripeApiError) {
    return message("This can't be paid", error.message, error.status)
  }
  console.error("Local Stripe stand-in: unexpected error", error)
  return message("Something went wrong", "Nothing was charged. Please try again.", 500)
}

function readTree(body: string): FormTree {
  try {
    return decodeForm(body)
  } catch {
    return emptyTree()
  }
}
