import { join } from "node:path"
import { defineConfig, loadEnv } from "@medusajs/framework/utils"

loadEnv(process.env.NODE_ENV || "development", process.cwd())

const redisUrl = process.env.REDIS_URL

/** With Redis several nodes share events, workflows, locks and caches; without it one node needs nothing. */
const redisModules = redisUrl
  ? [
      { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
      { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
      {
        resolve: "@medusajs/medusa/locking",
        options: { providers: [{ resolve: "@medusajs/medusa/locking-redis", id: "locking-redis", is_default: true, options: { redisUrl } }] },
      },
      {
        resolve: "@medusajs/medusa/caching",
        options: { providers: [{ resolve: "@medusajs/caching-redis", id: "caching-redis", is_default: true, options: { redisUrl } }] },
      },
    ]
  : []

const storefrontUrls = (process.env.STOREFRONT_URL || "http://localhost:8000").split(",")
const stripeApiKey = process.env.STRIPE_API_KEY
/** Set for the local Stripe stand-in only. */
const stripeApiBase = process.env.STRIPE_API_BASE
/** Milliseconds a call to Stripe may take; the plugin's default is 20 s. */
const stripeTimeout = process.env.STRIPE_TIMEOUT_MS ? { timeout: Number(process.env.STRIPE_TIMEOUT_MS) } : {}
const stripeWebhookSecret = process.env.STRIPE_WEBHOOK_SECRET

const pluginOptions = {
  storefrontUrls,
  ...(process.env.SWEEP_PATIENCE_SECONDS ? { sweepPatienceSeconds: Number(process.env.SWEEP_PATIENCE_SECONDS) } : {}),
  ...(process.env.MAX_ASSET_MEGABYTES ? { maxAssetMegabytes: Number(process.env.MAX_ASSET_MEGABYTES) } : {}),
  ...(stripeApiKey ? { stripe: { apiKey: stripeApiKey, apiBase: stripeApiBase, ...stripeTimeout } } : {}),
}

/** `manual` reserves the money only, to be captured in the admin. */
const captureMethod = process.env.STRIPE_CAPTURE_METHOD ? { captureMethod: process.env.STRIPE_CAPTURE_METHOD } : {}

const stripeCheckout = {
  resolve: "./src/plugins/stripe-checkout",
  id: "stripe-checkout",
  options: {
    apiKey: stripeApiKey,
    webhookSecret: stripeWebhookSecret,
    apiBase: stripeApiBase,
    returnUrls: storefrontUrls,
    ...captureMethod,
    ...stripeTimeout,
  },
}

const stripePaymentElement = {
  resolve: stripeApiBase ? join(process.cwd(), "demo/medusa-stripe-provider") : "@medusajs/medusa/payment-stripe",
  id: "stripe",
  options: { apiKey: stripeApiKey, webhookSecret: stripeWebhookSecret, apiBase: stripeApiBase, capture: true },
}

const bucket = process.env.S3_BUCKET
const s3Region = process.env.S3_REGION || "us-east-1"
/** Set for everything that speaks S3 and isn't Amazon's. */
const s3Endpoint = process.env.S3_ENDPOINT

const s3 = {
  bucket,
  region: s3Region,
  // Where the shop's pictures are; files for sale are never shown there.
  file_url: process.env.S3_FILE_URL || (s3Endpoint ? `${s3Endpoint}/${bucket}` : `https://${bucket}.s3.${s3Region}.amazonaws.com`),
  ...(s3Endpoint ? { endpoint: s3Endpoint } : {}),
  // Without keys it is the machine's own role that may use the bucket.
  ...(process.env.S3_ACCESS_KEY_ID
    ? { access_key_id: process.env.S3_ACCESS_KEY_ID, secret_access_key: process.env.S3_SECRET_ACCESS_KEY }
    : { authentication_method: "s3-iam-role" }),
  // Buckets made at Amazon since April 2023 refuse an upload that brings an access list.
  ...(process.env.S3_ACL === "off" ? { acl: false } : {}),
  additional_client_config: {
    // Where a server of one's own is, a bucket seldom has a name in the DNS.
    forcePathStyle: Boolean(s3Endpoint),
    // Amazon's client waits for ever unless told otherwise.
    requestHandler: { connectionTimeout: 5_000, socketTimeout: Number(process.env.S3_TIMEOUT_MS) || 60_000 },
  },
}

const localFiles = {
  upload_dir: process.env.UPLOAD_DIR || "static",
  ...(process.env.PRIVATE_UPLOAD_DIR ? { private_upload_dir: process.env.PRIVATE_UPLOAD_DIR } : {}),
  backend_url: `${process.env.MEDUSA_BACKEND_URL || "http://localhost:9000"}/static`,
}

const fileProvider = bucket
  ? { resolve: "@medusajs/medusa/file-s3", id: "s3", options: s3 }
  : { resolve: "@medusajs/medusa/file-local", id: "local", options: localFiles }

/** In production Medusa refuses to start without secrets: everybody knows this one. */
const developmentSecret = process.env.NODE_ENV === "production" ? undefined : "development-only"

module.exports = defineConfig({
  admin: { disable: process.env.DISABLE_MEDUSA_ADMIN === "true" },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    redisUrl,
    http: {
      storeCors: process.env.STORE_CORS || "http://localhost:8000",
      adminCors: process.env.ADMIN_CORS || "http://localhost:9000",
      authCors: process.env.AUTH_CORS || "http://localhost:8000,http://localhost:9000",
      jwtSecret: process.env.JWT_SECRET || developmentSecret,
      cookieSecret: process.env.COOKIE_SECRET || developmentSecret,
    },
  },
  modules: [
    ...redisModules,
    { resolve: "./src/modules/program", options: pluginOptions },
    { resolve: "./src/modules/offer", options: pluginOptions },
    { resolve: "./src/modules/funnel", options: pluginOptions },
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        webhook_delay: Number(process.env.WEBHOOK_DELAY_MS) || undefined,
        providers: stripeApiKey ? [stripeCheckout, stripePaymentElement] : [],
      },
    },
    { resolve: "@medusajs/medusa/file", options: { providers: [fileProvider] } },
  ],
})
