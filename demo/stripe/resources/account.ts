import type { Route } from "../context"
import { noSuch } from "../errors"

const ACCOUNT_ID = "acct_1DemoEventsLocal"

/** The name that the hosted pages show as merchant. */
export const MERCHANT_NAME = "Demo Events"

function account(): Record<string, unknown> {
  const nothingDue = {
    alternatives: [],
    current_deadline: null,
    currently_due: [],
    disabled_reason: null,
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  }
  return {
    id: ACCOUNT_ID,
    object: "account",
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: "7922",
      minority_owned_business_designation: null,
      name: MERCHANT_NAME,
      product_description: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: "company",
    capabilities: { card_payments: "active", transfers: "active" },
    charges_enabled: true,
    controller: { type: "account" },
    country: "US",
    created: 1735689600,
    default_currency: "usd",
    details_submitted: true,
    email: "owner@demo-events.example",
    external_accounts: {
      object: "list",
      data: [],
      has_more: false,
      url: `/v1/accounts/${ACCOUNT_ID}/external_accounts`,
    },
    future_requirements: nothingDue,
    metadata: {},
    payouts_enabled: true,
    requirements: nothingDue,
    settings: {
      branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
      dashboard: { display_name: MERCHANT_NAME, timezone: "Etc/UTC" },
      payments: {
        statement_descriptor: "DEMO EVENTS",
        statement_descriptor_kana: null,
        statement_descriptor_kanji: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
    },
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: "standard",
  }
}

export const accountRoutes: Route[] = [
  { method: "GET", path: "/v1/account", handle: () => account() },
  {
    method: "GET",
    path: "/v1/accounts/:id",
    handle: (_context, { ids }) => {
      if (ids.id !== ACCOUNT_ID) {
        throw noSuch("account", ids.id, "account")
      }
      return account()
    },
  },
]
