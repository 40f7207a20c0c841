import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122143030 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "offer_unit" drop constraint if exists "offer_unit_purchase_id_position_unique";`);
    this.addSql(`alter table if exists "offer_purchase" drop constraint if exists "offer_purchase_order_line_item_id_unique";`);
    this.addSql(`alter table if exists "offer_price" drop constraint if exists "offer_price_offer_id_currency_code_unique";`);
    this.addSql(`alter table if exists "offer_hold" drop constraint if exists "offer_hold_cart_id_offer_id_unique";`);
    this.addSql(`alter table if exists "offer_checkout_attempt" drop constraint if exists "offer_checkout_attempt_cart_id_unique";`);
    this.addSql(`alter table if exists "offer_access_code" drop constraint if exists "offer_access_code_unit_id_unique";`);
    this.addSql(`alter table if exists "offer_access_code" drop constraint if exists "offer_access_code_offer_id_code_unique";`);
    this.addSql(`create table if not exists "offer" ("id" text not null, "event_id" text not null, "type" text check ("type" in ('TICKET_UPGRADE', 'MERCHANDISE', 'EXCLUSIVE_CONTENT', 'SERVICE')) not null, "title" text not null, "description" text null, "image_url" text null, "status" text check ("status" in ('draft', 'published', 'archived')) not null default 'draft', "placements" text[] not null, "target_session_ids" text[] not null, "target_tiers" text[] not null, "inventory_total" integer null, "sold" integer not null default 0, "per_customer_limit" integer null, "per_order_limit" integer null, "requires_ticket" boolean not null default false, "per_ticket_limit" integer null, "requires_shipping" boolean not null default false, "delivery_method" text check ("delivery_method" in ('DOWNLOAD', 'ACCESS_CODE', 'QR_TICKET', 'TICKET_UPGRADE', 'SHIPMENT', 'MANUAL')) not null default 'MANUAL', "upgrade_tier" text check ("upgrade_tier" in ('STANDARD', 'PREMIUM', 'VIP')) null, "charges_difference" boolean not null default false, "code_source" text check ("code_source" in ('uploaded', 'generated')) null, "starts_at" timestamptz null, "expires_at" timestamptz null, "position" integer not null default 0, "product_id" text not null, "variant_id" text not null, "variant_linked" boolean not null default false, "revision" integer not null default 1, "catalog_status" text check ("catalog_status" in ('disabled', 'pending', 'synced', 'failed')) not null default 'pending', "catalog_product_id" text null, "catalog_error" text null, "catalog_attempts" integer not null default 0, "catalog_next_attempt_at" timestamptz null, "catalog_synced_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_pkey" primary key ("id"), constraint offer_sold_not_negative check (sold >= 0), constraint offer_total_not_negative check (inventory_total IS NULL OR inventory_total >= 0));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_deleted_at" ON "offer" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_event_id_status" ON "offer" ("event_id", "status") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_variant_id" ON "offer" ("variant_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_catalog_next_attempt_at" ON "offer" ("catalog_next_attempt_at") WHERE catalog_status IN ('pending', 'failed') AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "offer_access_code" ("id" text not null, "offer_id" text not null, "code" text not null, "status" text check ("status" in ('available', 'assigned', 'retired')) not null default 'available', "unit_id" text null, "assigned_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_access_code_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_access_code_deleted_at" ON "offer_access_code" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_access_code_offer_id_code_unique" ON "offer_access_code" ("offer_id", "code") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_access_code_unit_id_unique" ON "offer_access_code" ("unit_id") WHERE unit_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_access_code_offer_id_status" ON "offer_access_code" ("offer_id", "status") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "offer_activity" ("id" text not null, "offer_id" text not null, "hold_id" text null, "cart_id" text null, "order_id" text null, "kind" text check ("kind" in ('held', 'changed', 'renewed', 'payment_started', 'released', 'expired', 'ordering', 'order_abandoned', 'order_refused', 'sold', 'refunded', 'fulfilled', 'reopened')) not null, "quantity" integer not null, "cause" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_activity_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_activity_deleted_at" ON "offer_activity" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_activity_offer_id_created_at" ON "offer_activity" ("offer_id", "created_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_activity_cart_id" ON "offer_activity" ("cart_id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "offer_asset" ("id" text not null, "offer_id" text not null, "name" text not null, "mime_type" text not null, "size" integer not null, "file_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_asset_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_asset_deleted_at" ON "offer_asset" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_asset_offer_id" ON "offer_asset" ("offer_id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "offer_checkout_attempt" ("id" text not null, "cart_id" text not null, "is_open" boolean not null default true, "opened_at" timestamptz not null, "checked_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_checkout_attempt_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_checkout_attempt_deleted_at" ON "offer_checkout_attempt" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_checkout_attempt_cart_id_unique" ON "offer_checkout_attempt" ("cart_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_checkout_attempt_opened_at" ON "offer_checkout_attempt" ("opened_at") WHERE is_open AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "offer_hold" ("id" text not null, "offer_id" text not null, "cart_id" text not null, "line_item_id" text null, "order_id" text null, "customer_id" text null, "email" text null, "quantity" integer not null, "status" text check ("status" in ('active', 'ordering', 'sold', 'released', 'expired')) not null default 'active', "expires_at" timestamptz not null, "renewals" integer not null default 0, "payment_started_at" timestamptz null, "end_cause" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_hold_pkey" primary key ("id"), constraint offer_hold_quantity_positive check (quantity > 0));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_hold_deleted_at" ON "offer_hold" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_hold_cart_id_offer_id_unique" ON "offer_hold" ("cart_id", "offer_id") WHERE status IN ('active', 'ordering') AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_hold_offer_id" ON "offer_hold" ("offer_id") WHERE status IN ('active', 'ordering') AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_hold_expires_at" ON "offer_hold" ("expires_at") WHERE status = 'active' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_hold_updated_at" ON "offer_hold" ("updated_at") WHERE status = 'ordering' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_hold_cart_id" ON "offer_hold" ("cart_id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "offer_price" ("id" text not null, "offer_id" text not null, "currency_code" text not null, "amount" numeric not null, "compare_at_amount" numeric null, "catalog_price_id" text null, "catalog_amount" numeric null, "raw_amount" jsonb not null, "raw_compare_at_amount" jsonb null, "raw_catalog_amount" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_price_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_price_offer_id" ON "offer_price" ("offer_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_price_deleted_at" ON "offer_price" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_price_offer_id_currency_code_unique" ON "offer_price" ("offer_id", "currency_code") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "offer_purchase" ("id" text not null, "offer_id" text not null, "event_id" text not null, "hold_id" text null, "order_id" text not null, "order_line_item_id" text not null, "customer_id" text null, "email" text null, "title" text not null, "type" text check ("type" in ('TICKET_UPGRADE', 'MERCHANDISE', 'EXCLUSIVE_CONTENT', 'SERVICE')) not null, "image_url" text null, "delivery_method" text check ("delivery_method" in ('DOWNLOAD', 'ACCESS_CODE', 'QR_TICKET', 'TICKET_UPGRADE', 'SHIPMENT', 'MANUAL')) not null default 'MANUAL', "quantity" integer not null, "refunded_quantity" integer not null default 0, "restocked_quantity" integer not null default 0, "unit_price" numeric not null, "total" numeric not null, "currency_code" text not null, "status" text check ("status" in ('PENDING', 'FULFILLED', 'REFUNDED')) not null default 'PENDING', "raw_unit_price" jsonb not null, "raw_total" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_purchase_pkey" primary key ("id"), constraint offer_purchase_returned_within_bought check (restocked_quantity >= 0 AND restocked_quantity <= refunded_quantity AND refunded_quantity <= quantity));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_purchase_deleted_at" ON "offer_purchase" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_purchase_order_line_item_id_unique" ON "offer_purchase" ("order_line_item_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_purchase_offer_id_created_at" ON "offer_purchase" ("offer_id", "created_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_purchase_customer_id_created_at" ON "offer_purchase" ("customer_id", "created_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_purchase_offer_id_email" ON "offer_purchase" ("offer_id", "email") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_purchase_order_id" ON "offer_purchase" ("order_id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "offer_refund" ("id" text not null, "purchase_id" text not null, "order_id" text not null, "quantity" integer not null, "restock" boolean not null, "amount" numeric not null, "currency_code" text not null, "note" text null, "created_by" text null, "status" text check ("status" in ('pending', 'done', 'failed')) not null default 'pending', "error" text null, "attempts" integer not null default 0, "next_attempt_at" timestamptz null, "raw_amount" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_refund_pkey" primary key ("id"), constraint offer_refund_quantity_positive check (quantity > 0));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_refund_deleted_at" ON "offer_refund" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_refund_purchase_id" ON "offer_refund" ("purchase_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_refund_order_id" ON "offer_refund" ("order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_refund_next_attempt_at" ON "offer_refund" ("next_attempt_at") WHERE status <> 'done' AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "offer_unit" ("id" text not null, "purchase_id" text not null, "offer_id" text not null, "event_id" text not null, "order_id" text not null, "position" integer not null, "delivery_method" text check ("delivery_method" in ('DOWNLOAD', 'ACCESS_CODE', 'QR_TICKET', 'TICKET_UPGRADE', 'SHIPMENT', 'MANUAL')) not null, "status" text check ("status" in ('PENDING', 'FULFILLED', 'REVOKED')) not null default 'PENDING', "attendee_id" text null, "upgrade_tier" text check ("upgrade_tier" in ('STANDARD', 'PREMIUM', 'VIP')) null, "checked_in_at" timestamptz null, "checked_in_by" text null, "fulfilled_at" timestamptz null, "fulfilled_by" text null, "revoked_at" timestamptz null, "problem_code" text null, "problem_message" text null, "attempts" integer not null default 0, "next_attempt_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_unit_pkey" primary key ("id"), constraint offer_unit_position_not_negative check (position >= 0));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_unit_deleted_at" ON "offer_unit" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_unit_purchase_id_position_unique" ON "offer_unit" ("purchase_id", "position") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_unit_offer_id_status_created_at" ON "offer_unit" ("offer_id", "status", "created_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_unit_order_id" ON "offer_unit" ("order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_unit_attendee_id" ON "offer_unit" ("attendee_id") WHERE attendee_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_unit_next_attempt_at" ON "offer_unit" ("next_attempt_at") WHERE next_attempt_at IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`alter table if exists "offer_price" add constraint "offer_price_offer_id_foreign" foreign key ("offer_id") references "offer" ("id") on update cascade on delete cascade;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "offer_price" drop constraint if exists "offer_price_offer_id_foreign";`);

    this.addSql(`drop table if exists "offer" cascade;`);

    this.addSql(`drop table if exists "offer_access_code" cascade;`);

    this.addSql(`drop table if exists "offer_activity" cascade;`);

    this.addSql(`drop table if exists "offer_asset" cascade;`);

    this.addSql(`drop table if exists "offer_checkout_attempt" cascade;`);

    this.addSql(`drop table if exists "offer_hold" cascade;`);

    this.addSql(`drop table if exists "offer_price" cascade;`);

    this.addSql(`drop table if exists "offer_purchase" cascade;`);

    this.addSql(`drop table if exists "offer_refund" cascade;`);

    this.addSql(`drop table if exists "offer_unit" cascade;`);
  }

}
