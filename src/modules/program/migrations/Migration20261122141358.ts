import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122141358 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "program_watermark" drop constraint if exists "program_watermark_name_unique";`);
    this.addSql(`alter table if exists "program_registration" drop constraint if exists "program_registration_seat_unique";`);
    this.addSql(`alter table if exists "program_attendee" drop constraint if exists "program_attendee_line_unit_unique";`);
    this.addSql(`alter table if exists "program_ticket_type" drop constraint if exists "program_ticket_type_variant_unique";`);
    this.addSql(`alter table if exists "program_event" drop constraint if exists "program_event_handle_unique";`);
    this.addSql(`create table if not exists "program_event" ("id" text not null, "title" text not null, "handle" text not null, "description" text null, "starts_at" timestamptz not null, "ends_at" timestamptz not null, "time_zone" text not null, "venue" text null, "city" text null, "image_url" text null, "status" text check ("status" in ('draft', 'published', 'archived')) not null default 'draft', "metadata" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "program_event_pkey" primary key ("id"), constraint CK_program_event_ends_after_start check (ends_at > starts_at));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_event_deleted_at" ON "program_event" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_program_event_handle_unique" ON "program_event" ("handle") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_event_status_starts_at" ON "program_event" ("status", "starts_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "program_session" ("id" text not null, "event_id" text not null, "title" text not null, "description" text null, "speaker" text null, "starts_at" timestamptz not null, "ends_at" timestamptz not null, "room" text null, "section" text null, "capacity" integer not null, "overflow_limit" integer not null default 0, "image_url" text null, "metadata" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "program_session_pkey" primary key ("id"), constraint CK_program_session_ends_after_start check (ends_at > starts_at), constraint CK_program_session_capacity check (capacity >= 0), constraint CK_program_session_overflow_limit check (overflow_limit >= 0));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_session_event_id" ON "program_session" ("event_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_session_deleted_at" ON "program_session" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_session_event_starts_at" ON "program_session" ("event_id", "starts_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "program_ticket_type" ("id" text not null, "event_id" text not null, "product_variant_id" text not null, "name" text not null, "description" text null, "tier" text check ("tier" in ('STANDARD', 'PREMIUM', 'VIP')) not null default 'STANDARD', "position" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "program_ticket_type_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_ticket_type_event_id" ON "program_ticket_type" ("event_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_ticket_type_deleted_at" ON "program_ticket_type" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_program_ticket_type_variant_unique" ON "program_ticket_type" ("product_variant_id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "program_attendee" ("id" text not null, "event_id" text not null, "ticket_type_id" text not null, "order_id" text not null, "order_line_item_id" text not null, "unit" integer not null, "customer_id" text null, "email" text null, "name" text null, "tier" text check ("tier" in ('STANDARD', 'PREMIUM', 'VIP')) not null, "bought_tier" text check ("bought_tier" in ('STANDARD', 'PREMIUM', 'VIP')) null, "status" text check ("status" in ('active', 'canceled')) not null default 'active', "canceled_at" timestamptz null, "cancel_cause" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "program_attendee_pkey" primary key ("id"), constraint CK_program_attendee_unit check (unit >= 0));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_attendee_event_id" ON "program_attendee" ("event_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_attendee_ticket_type_id" ON "program_attendee" ("ticket_type_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_attendee_deleted_at" ON "program_attendee" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_program_attendee_line_unit_unique" ON "program_attendee" ("order_line_item_id", "unit") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_attendee_order_id" ON "program_attendee" ("order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_attendee_customer_event" ON "program_attendee" ("customer_id", "event_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_attendee_event_created_at" ON "program_attendee" ("event_id", "created_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "program_registration" ("id" text not null, "session_id" text not null, "attendee_id" text not null, "status" text check ("status" in ('registered', 'canceled')) not null default 'registered', "canceled_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "program_registration_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_registration_session_id" ON "program_registration" ("session_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_registration_attendee_id" ON "program_registration" ("attendee_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_registration_deleted_at" ON "program_registration" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_program_registration_seat_unique" ON "program_registration" ("session_id", "attendee_id") WHERE status = 'registered' AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "program_watermark" ("id" text not null, "name" text not null, "position" timestamptz null, "cursor" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "program_watermark_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_program_watermark_deleted_at" ON "program_watermark" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_program_watermark_name_unique" ON "program_watermark" ("name") WHERE deleted_at IS NULL;`);

    this.addSql(`alter table if exists "program_session" add constraint "program_session_event_id_foreign" foreign key ("event_id") references "program_event" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table if exists "program_ticket_type" add constraint "program_ticket_type_event_id_foreign" foreign key ("event_id") references "program_event" ("id") on update cascade on delete cascade;`);

    this.addSql(`alter table if exists "program_attendee" add constraint "program_attendee_event_id_foreign" foreign key ("event_id") references "program_event" ("id") on update cascade;`);
    this.addSql(`alter table if exists "program_attendee" add constraint "program_attendee_ticket_type_id_foreign" foreign key ("ticket_type_id") references "program_ticket_type" ("id") on update cascade;`);

    this.addSql(`alter table if exists "program_registration" add constraint "program_registration_session_id_foreign" foreign key ("session_id") references "program_session" ("id") on update cascade;`);
    this.addSql(`alter table if exists "program_registration" add constraint "program_registration_attendee_id_foreign" foreign key ("attendee_id") references "program_attendee" ("id") on update cascade;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "program_session" drop constraint if exists "program_session_event_id_foreign";`);

    this.addSql(`alter table if exists "program_ticket_type" drop constraint if exists "program_ticket_type_event_id_foreign";`);

    this.addSql(`alter table if exists "program_attendee" drop constraint if exists "program_attendee_event_id_foreign";`);

    this.addSql(`alter table if exists "program_registration" drop constraint if exists "program_registration_session_id_foreign";`);

    this.addSql(`alter table if exists "program_attendee" drop constraint if exists "program_attendee_ticket_type_id_foreign";`);

    this.addSql(`alter table if exists "program_registration" drop constraint if exists "program_registration_attendee_id_foreign";`);

    this.addSql(`drop table if exists "program_event" cascade;`);

    this.addSql(`drop table if exists "program_session" cascade;`);

    this.addSql(`drop table if exists "program_ticket_type" cascade;`);

    this.addSql(`drop table if exists "program_attendee" cascade;`);

    this.addSql(`drop table if exists "program_registration" cascade;`);

    this.addSql(`drop table if exists "program_watermark" cascade;`);
  }

}
