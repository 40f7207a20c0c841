import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122142526 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "offer_funnel_step" drop constraint if exists "offer_funnel_step_funnel_id_key_unique";`);
    this.addSql(`alter table if exists "offer_funnel_decision" drop constraint if exists "offer_funnel_decision_cart_id_unique";`);
    this.addSql(`alter table if exists "offer_funnel_decision" drop constraint if exists "offer_funnel_decision_run_id_step_id_unique";`);
    this.addSql(`alter table if exists "offer_funnel_run" drop constraint if exists "offer_funnel_run_cart_id_unique";`);
    this.addSql(`alter table if exists "offer_funnel_run" drop constraint if exists "offer_funnel_run_order_id_unique";`);
    this.addSql(`alter table if exists "offer_funnel" drop constraint if exists "offer_funnel_active_unique";`);
    this.addSql(`create table if not exists "offer_funnel" ("id" text not null, "event_id" text not null, "name" text not null, "status" text check ("status" in ('draft', 'active', 'archived')) not null default 'draft', "window_minutes" integer not null, "hold_fulfillment" boolean not null default false, "accept_limit" integer not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_funnel_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_deleted_at" ON "offer_funnel" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_funnel_active_unique" ON "offer_funnel" ("event_id") WHERE status = 'active' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_event_id_status" ON "offer_funnel" ("event_id", "status") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "offer_funnel_run" ("id" text not null, "funnel_id" text not null, "event_id" text not null, "cart_id" text not null, "order_id" text not null, "status" text check ("status" in ('open', 'finished', 'expired')) not null default 'open', "plan" jsonb not null, "accept_limit" integer not null, "hold_fulfillment" boolean not null, "current_step_id" text null, "started_at" timestamptz not null, "expires_at" timestamptz not null, "ended_at" timestamptz null, "saved_method" jsonb null, "method_checked_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_funnel_run_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_run_deleted_at" ON "offer_funnel_run" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_funnel_run_order_id_unique" ON "offer_funnel_run" ("order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_funnel_run_cart_id_unique" ON "offer_funnel_run" ("cart_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_run_funnel_id" ON "offer_funnel_run" ("funnel_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_run_expires_at" ON "offer_funnel_run" ("expires_at") WHERE status = 'open' AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "offer_funnel_decision" ("id" text not null, "run_id" text not null, "step_id" text not null, "offer_id" text not null, "decision" text check ("decision" in ('accepted', 'declined')) not null, "outcome" text check ("outcome" in ('pending', 'ordered', 'payment_page', 'payment_failed')) null, "cart_id" text null, "order_id" text null, "checkout_url" text null, "checkout_expires_at" timestamptz null, "message" text null, "total" numeric null, "currency_code" text null, "leased_until" timestamptz null, "raw_total" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_funnel_decision_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_decision_run_id" ON "offer_funnel_decision" ("run_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_decision_deleted_at" ON "offer_funnel_decision" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_funnel_decision_run_id_step_id_unique" ON "offer_funnel_decision" ("run_id", "step_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_funnel_decision_cart_id_unique" ON "offer_funnel_decision" ("cart_id") WHERE cart_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_decision_order_id" ON "offer_funnel_decision" ("order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_decision_updated_at" ON "offer_funnel_decision" ("updated_at") WHERE outcome IN ('pending', 'payment_page') AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "offer_funnel_step" ("id" text not null, "funnel_id" text not null, "key" text not null, "offer_id" text not null, "headline" text not null, "message" text null, "on_accept" text null, "on_decline" text null, "position" integer not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_funnel_step_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_step_funnel_id" ON "offer_funnel_step" ("funnel_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_step_deleted_at" ON "offer_funnel_step" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_funnel_step_funnel_id_key_unique" ON "offer_funnel_step" ("funnel_id", "key") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_step_offer_id" ON "offer_funnel_step" ("offer_id") WHERE deleted_at IS NULL;`);

    this.addSql(`alter table if exists "offer_funnel_decision" add constraint "offer_funnel_decision_run_id_foreign" foreign key ("run_id") references "offer_funnel_run" ("id") on update cascade;`);

    this.addSql(`alter table if exists "offer_funnel_step" add constraint "offer_funnel_step_funnel_id_foreign" foreign key ("funnel_id") references "offer_funnel" ("id") on update cascade on delete cascade;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "offer_funnel_step" drop constraint if exists "offer_funnel_step_funnel_id_foreign";`);

    this.addSql(`alter table if exists "offer_funnel_decision" drop constraint if exists "offer_funnel_decision_run_id_foreign";`);

    this.addSql(`drop table if exists "offer_funnel" cascade;`);

    this.addSql(`drop table if exists "offer_funnel_run" cascade;`);

    this.addSql(`drop table if exists "offer_funnel_decision" cascade;`);

    this.addSql(`drop table if exists "offer_funnel_step" cascade;`);
  }

}
