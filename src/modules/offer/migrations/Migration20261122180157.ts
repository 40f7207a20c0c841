import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122180157 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "offer_direct_purchase" drop constraint if exists "offer_direct_purchase_key_unique";`);
    this.addSql(`create table if not exists "offer_direct_purchase" ("id" text not null, "key" text not null, "fingerprint" text not null, "cart_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "offer_direct_purchase_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_direct_purchase_deleted_at" ON "offer_direct_purchase" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_offer_direct_purchase_key_unique" ON "offer_direct_purchase" ("key") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "offer_direct_purchase" cascade;`);
  }

}
