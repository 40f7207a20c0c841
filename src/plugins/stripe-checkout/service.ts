import {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  CreateAccountHolderInput,
  CreateAccountHolderOutput,
  DeleteAccountHolderInput,
  DeleteAccountHolderOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ListPaymentMethodsInput,
  ListPaymentMethodsOutput,
  Logger,
  ProviderWebhookPayload,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  SavePaymentMethodInput,
  SavePaymentMethodOutput,
  UpdateAccountHolderInput,
  UpdateAccountHolderOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider, MedusaError, PaymentActions, PaymentSessionStatus } from "@medusajs/framework/utils"
import Stripe from "stripe"
import {
  createStripeClient,
  fromMinorUnits,
  isAnswerLost,
  isMissingAtStripe,
  isRefusedByStripe,
  stableHash,
  stripeErrorToMedusa,
  toMinorUnits,
} from "../stripe"
import { accountHolderId, stripeCustomerParams } from "./account-holder"
import { cancelCapturedPayment } from "./cancel-captured-payment"
import { openSession, readSession } from "./checkout-sessions"
import { verifyGrant } from "./off-session-grant"
import { chargeOffSession, intentSnapshot, prepareOffSession } from "./off-session-payment"
import { resolveOptions, ResolvedOptions, StripeCheckoutOptions } from "./options"
import { askedSession, assertMadeFor, isMadeFor } from "./own-payment"
import { medusaStatus } from "./payment-state"
import { cancelMoney, closePayment, isPaymentId, ReadPayment, readPayment } from "./payments"
import { refundIntent } from "./refund"
import { parseSessionData } from "./session-data"
import { sessionSnapshot } from "./session-snapshot"
import { ownCheckoutSession, readWebhook, WebhookPayload } from "./webhook"

type Data = Record<string, unknown> | undefined

/**
 * Medusa payments on Stripe's hosted page. One Medusa payment session is one Checkout Session; its `data.url` is where
 * the buyer pays. See session-data.ts for what may be asked for, session-snapshot.ts for what is kept.
 *
 * With the server's grant (off-session-grant.ts) it is a payment intent instead, which charges a saved payment method
 * when Medusa authorizes the payment: after the order's stock is certain, and without a page.
 *
 * Stripe's objects are asked, never `data`, before anything is decided about money, and only those made for the payment
 * session at hand: own-payment.ts.
 */
export class StripeCheckoutProviderService extends AbstractPaymentProvider<StripeCheckoutOptions> {
  static identifier = "stripe-checkout"

  private readonly options: ResolvedOptions
  private readonly stripe: Stripe
  private readonly logger: Pick<Logger, "warn">

  /** @throws MedusaError (invalid_data, `invalid_options`) naming the options that are wrong */
  static validateOptions(options: Record<string, unknown>): void {
    resolveOptions(options)
  }

  constructor(cradle: Record<string, unknown>, options: StripeCheckoutOptions) {
    super(cradle, options)
    this.options = resolveOptions(options)
    this.stripe = createStripeClient(this.options)
    this.logger = (cradle.logger as Logger | undefined) ?? console
  }

  /**
   * Opens the page, or prepares the charge of a saved method. `data` left over from an earlier session (Medusa recreates
   * sessions so, after it gave a payment back) is no obstacle, and gets a page; `data.recreated_from` then names the
   * earlier page or payment intent. Nobody has asked for that page, and nobody has been given its address.
   *
   * @throws MedusaError `invalid_request`, `return_url_not_allowed`, `amount_invalid`, `checkout_amount_mismatch`,
   * `off_session_grant_invalid`, Stripe errors
   */
  async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    return await this.calling(async () => {
      const { off_session_grant, ...data } = parseSessionData(input.data)
      const wish = off_session_grant && typeof input.data?.id !== "string" ? off_session_grant : null
      const snapshot = wish ? await this.prepare(wish, input) : sessionSnapshot(await this.open(input))
      return {
        id: snapshot.id,
        status: PaymentSessionStatus.PENDING,
        data: {
          ...data,
          ...snapshot,
          recreated_from: paymentId(input.data) ?? null,
          // Buyers can read the data: a grant is not for them to keep.
          ...(off_session_grant ? { off_session_grant: null } : {}),
        },
      }
    })
  }

  /**
   * Another amount needs another page, since Stripe's can't change; the old one is closed first.
   *
   * @throws MedusaError `payment_already_made`, `payment_in_progress`, `payment_session_mismatch` and what initiatePayment throws
   */
  async updatePayment(input: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    return await this.calling(async () => {
      const id = paymentId(input.data)
      if (id && isStillRight(await this.readOwn(input), input)) {
        return { data: input.data }
      }
      if (id) {
        assertUnpaid(await closePayment(this.stripe, id))
      }
      const session = await this.open(input, id)
      return {
        status: PaymentSessionStatus.PENDING,
        data: { ...input.data, ...parseSessionData(input.data), ...sessionSnapshot(session) },
      }
    })
  }

  /**
   * Closes the page because the cart changed. Fails when it was paid: the cart must stay what was paid for, and
   * become an order. A page that was made for another payment session isn't ours to close.
   *
   * @throws MedusaError (not_allowed) `payment_already_made`, `payment_in_progress`
   */
  async deletePayment(input: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return await this.calling(async () => {
      const id = paymentId(input.data)
      if (id && isMadeFor(await readPayment(this.stripe, id), askedSession(input))) {
        assertUnpaid(await closePayment(this.stripe, id))
      }
      return { data: input.data }
    })
  }

  /**
   * Asks Stripe whether it was paid, or charges the saved method: Medusa authorizes when everything else about the order
   * is certain. Anything but `authorized` or `captured` is no reason for an order; why a saved method was not charged is
   * in `data.off_session_error`.
   *
   * @throws MedusaError (not_allowed, `payment_session_mismatch`) when it was paid for something else
   */
  async authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    return await this.calling(async () => {
      const read = await this.readOwn(input)
      // What Medusa keeps as the payment's data goes on to say whose it is, whatever a client wrote there.
      const data = { ...input.data, session_id: askedSession(input) }
      if (!paymentId(input.data)?.startsWith("pi_") || !read.intent) {
        return { status: medusaStatus(read.state), data: withSnapshot(data, read) }
      }
      const { intent, state, error } = await chargeOffSession(this.stripe, read.intent)
      return { status: medusaStatus(state), data: { ...data, ...intentSnapshot(intent, error) } }
    })
  }

  async getPaymentStatus(input: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return await this.calling(async () => {
      const read = await this.readOwn(input)
      return { status: medusaStatus(read.state), data: withSnapshot(input.data, read) }
    })
  }

  async retrievePayment(input: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return await this.calling(async () => ({ data: withSnapshot(input.data, await this.readOwn(input)) }))
  }

  /**
   * Captures what was authorized, all of it: Medusa doesn't tell a provider the amount of a partial capture.
   * Already captured is fine.
   *
   * @throws MedusaError (not_allowed, `payment_not_capturable`)
   */
  async capturePayment(input: CapturePaymentInput): Promise<CapturePaymentOutput> {
    return await this.calling(async () => {
      let read = await this.readOwn(input)
      if (read.state === "authorized" && read.intent) {
        try {
          await this.stripe.paymentIntents.capture(read.intent.id)
        } catch (error) {
          // Captured by someone else since: the look below tells.
          if (!isRefusedByStripe(error)) {
            throw error
          }
        }
        read = await this.readOwn(input)
      }
      if (read.state !== "captured") {
        throw new MedusaError(
          MedusaError.Types.NOT_ALLOWED,
          `A payment that is ${read.state} can't be captured.`,
          "payment_not_capturable"
        )
      }
      return { data: withSnapshot(input.data, read) }
    })
  }

  /**
   * A refund whose answer was lost counts as made: it may have been, and Medusa would take it out of its books and send it
   * once more under another key. The sweep asks Stripe, and sends it under this key if it wasn't: finish-medusa-refund.ts.
   *
   * @param input `amount` in major units
   * @throws MedusaError `refund_exceeds_payment`, `refund_failed`, `payment_not_made`, Stripe errors
   */
  async refundPayment(input: RefundPaymentInput): Promise<RefundPaymentOutput> {
    return await this.calling(async () => {
      const read = await this.readOwn(input)
      const { intent } = read
      if (!intent) {
        throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "There is no payment to refund.", "payment_not_made")
      }
      const key = input.context?.idempotency_key
      try {
        await refundIntent(this.stripe, intent.id, toMinorUnits(input.amount, intent.currency), key && `refund:${key}`)
      } catch (error) {
        if (!key || !isAnswerLost(error)) {
          throw error
        }
        this.logger.warn(`Stripe didn't answer whether refund ${key} was made; it will be asked again`)
      }
      return { data: withSnapshot(input.data, read) }
    })
  }

  /**
   * Calls a payment off: an open page is closed, an authorized amount released, money that no Medusa Payment knows of
   * is sent back. Again is fine. See cancel-captured-payment.ts for what happens to captured payments.
   *
   * @throws MedusaError (not_allowed) `payment_already_captured`, `payment_in_progress`
   */
  async cancelPayment(input: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return await this.calling(async () => {
      const id = paymentId(input.data)
      if (!id) {
        return { data: input.data }
      }
      await this.readOwn(input)
      let read = await closePayment(this.stripe, id)
      const { intent } = read
      if (read.state === "authorized" && intent) {
        read = await cancelMoney(this.stripe, id, intent.id)
      }
      if (read.state === "captured" && intent) {
        await cancelCapturedPayment(this.stripe, intent.id, input.context?.idempotency_key)
      } else {
        assertUnpaid(read)
      }
      return { data: withSnapshot(input.data, read) }
    })
  }

  async createAccountHolder({ context }: CreateAccountHolderInput): Promise<CreateAccountHolderOutput> {
    const known = accountHolderId(context)
    if (known) {
      return { id: known }
    }
    return await this.calling(async () => {
      const params = stripeCustomerParams(context.customer)
      const customer = await this.stripe.customers.create(params, {
        idempotencyKey: `account-holder:${context.customer.id}:${stableHash(params)}`,
      })
      return { id: customer.id, data: { ...customer } }
    })
  }

  async updateAccountHolder({ context }: UpdateAccountHolderInput): Promise<UpdateAccountHolderOutput> {
    const id = requireAccountHolder(context)
    const { customer } = context
    if (!customer) {
      return {}
    }
    return await this.calling(async () => ({
      data: { ...(await this.stripe.customers.update(id, stripeCustomerParams(customer))) },
    }))
  }

  async deleteAccountHolder({ context }: DeleteAccountHolderInput): Promise<DeleteAccountHolderOutput> {
    const id = requireAccountHolder({ account_holder: { data: context.account_holder?.data } })
    return await this.calling(async () => {
      try {
        await this.stripe.customers.del(id)
      } catch (error) {
        if (!isMissingAtStripe(error)) {
          throw error
        }
      }
      return {}
    })
  }

  /** The cards a customer has saved, newest first. */
  async listPaymentMethods({ context }: ListPaymentMethodsInput): Promise<ListPaymentMethodsOutput> {
    const id = accountHolderId(context)
    if (!id) {
      return []
    }
    return await this.calling(async () => {
      const methods = await this.stripe.customers.listPaymentMethods(id, { limit: 100 })
      return methods.data.map((method) => ({ id: method.id, data: { ...method } }))
    })
  }

  /** Starts saving a card outside a purchase; the client confirms the setup intent. */
  async savePaymentMethod({ context }: SavePaymentMethodInput): Promise<SavePaymentMethodOutput> {
    const id = requireAccountHolder(context)
    return await this.calling(async () => {
      const key = context?.idempotency_key
      const intent = await this.stripe.setupIntents.create(
        { customer: id, usage: "off_session" },
        key ? { idempotencyKey: `save:${key}` } : undefined
      )
      return { id: intent.id, data: { ...intent } }
    })
  }

  /**
   * @throws MedusaError (invalid_data, `webhook_signature_invalid`), logged: either somebody tries, or the secret is wrong
   */
  async getWebhookActionAndData(payload: ProviderWebhookPayload["payload"]): Promise<WebhookActionResult> {
    const event = this.verified(payload)
    const own = ownCheckoutSession(event)
    if (!own) {
      return { action: PaymentActions.NOT_SUPPORTED }
    }
    const { session, sessionId } = own
    const amount = fromMinorUnits(session.amount_total ?? 0, session.currency ?? "")
    const action = await this.calling(() => this.webhookAction(event.type, session))
    return { action, data: { session_id: sessionId, amount } }
  }

  private async webhookAction(type: string, session: Stripe.Checkout.Session): Promise<PaymentActions> {
    switch (type) {
      case "checkout.session.completed":
        return session.payment_status === "paid" ? PaymentActions.SUCCESSFUL : await this.completedUnpaid(session.id)
      case "checkout.session.async_payment_succeeded":
        return PaymentActions.SUCCESSFUL
      case "checkout.session.async_payment_failed":
        return PaymentActions.FAILED
      case "checkout.session.expired":
        return PaymentActions.CANCELED
      default:
        return PaymentActions.NOT_SUPPORTED
    }
  }

  /** Submitted but not paid is either reserved for a manual capture, or a bank that takes its time. */
  private async completedUnpaid(id: string): Promise<PaymentActions> {
    const { state } = await readSession(this.stripe, id)
    if (state === "captured") {
      return PaymentActions.SUCCESSFUL
    }
    return state === "authorized" ? PaymentActions.AUTHORIZED : PaymentActions.PENDING
  }

  private verified(payload: ProviderWebhookPayload["payload"]): Stripe.Event {
    try {
      return readWebhook(this.stripe, payload as unknown as WebhookPayload, this.options.webhookSecret)
    } catch (error) {
      this.logger.warn(`stripe-checkout: ${(error as Error).message}`)
      throw error
    }
  }

  /** @throws MedusaError `off_session_grant_invalid`, Stripe errors */
  private async prepare(grant: string, input: InitiatePaymentInput) {
    const asked = { amount: toMinorUnits(input.amount, input.currency_code), currency: input.currency_code.toLowerCase() }
    const verified = await verifyGrant(this.options.apiKey, grant, asked)
    return intentSnapshot(await prepareOffSession(this.stripe, verified, medusaSession(input), this.options))
  }

  /** Reads a payment and makes sure that it was made for this payment session. */
  private async readOwn(input: AuthorizePaymentInput): Promise<ReadPayment> {
    const read = await readPayment(this.stripe, requirePaymentId(input.data))
    assertMadeFor(read, askedSession(input))
    return read
  }

  private async open(input: InitiatePaymentInput, replaces?: string): Promise<Stripe.Checkout.Session> {
    const data = parseSessionData(input.data)
    const sessionId = medusaSession(input)
    const amount = toMinorUnits(input.amount, input.currency_code)
    if (amount <= 0) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "There is nothing to pay.", "amount_invalid")
    }
    const request = {
      data,
      sessionId,
      amount,
      currencyCode: input.currency_code,
      customerId: accountHolderId(input.context),
      email: data.customer_email ?? input.context?.customer?.email,
    }
    return await openSession(this.stripe, request, this.options, replaces)
  }

  private async calling<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      throw stripeErrorToMedusa(error)
    }
  }
}

/** A Checkout Session's id, or that of a payment intent that charges a saved method. */
function paymentId(data: Data): string | undefined {
  return isPaymentId(data?.id) ? data.id : undefined
}

function requirePaymentId(data: Data): string {
  const id = paymentId(data)
  if (!id) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "The payment has no Checkout Session.", "invalid_request")
  }
  return id
}

function medusaSession(input: InitiatePaymentInput): string {
  const sessionId = askedSession(input)
  if (!sessionId) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "The payment session's id is missing.", "invalid_request")
  }
  return sessionId
}

function requireAccountHolder(context: Parameters<typeof accountHolderId>[0]): string {
  const id = accountHolderId(context)
  if (!id) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "The account holder is missing.", "invalid_request")
  }
  return id
}

/** Whether an open page charges what is asked for now. */
function isStillRight({ snapshot, state }: ReadPayment, input: UpdatePaymentInput): boolean {
  return (
    state === "open" &&
    snapshot?.amount_total === toMinorUnits(input.amount, input.currency_code) &&
    snapshot.currency === input.currency_code.toLowerCase()
  )
}

function assertUnpaid({ state }: ReadPayment): void {
  if (state === "captured" || state === "authorized") {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "This has already been paid: the order is being placed.",
      "payment_already_made"
    )
  }
  if (state === "open" || state === "processing") {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "A payment is being processed right now, try again in a moment.",
      "payment_in_progress"
    )
  }
}

function withSnapshot(data: Data, { snapshot }: ReadPayment): Record<string, unknown> {
  return { ...data, ...snapshot }
}
