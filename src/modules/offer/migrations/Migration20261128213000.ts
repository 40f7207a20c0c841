import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261128213000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "offer_hold" add column if not exists "checked_at" timestamptz null;`);
    this.addSql(`alter table if exists "offer_purchase" add column if not exists "net_removed_quantity" integer not null default 0;`);
    // What was counted until now: units taken off count as refunded here wherever any were.
    this.addSql(`update "offer_purchase" p set net_removed_quantity = greatest(0, p.removed_quantity - coalesce((select sum(r.quantity) from offer_refund r where r.purchase_id = p.id and r.deleted_at is null), 0)) where p.removed_quantity > 0;`);
    this.addSql(`alter table if exists "offer_purchase" add constraint offer_purchase_net_removed_within_removed check (net_removed_quantity >= 0 AND net_removed_quantity <= removed_quantity);`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_unit_event_id_status_created_at" ON "offer_unit" ("event_id", "status", "created_at") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_offer_unit_event_id_status_created_at";`);
    this.addSql(`alter table if exists "offer_purchase" drop constraint if exists offer_purchase_net_removed_within_removed;`);
    this.addSql(`alter table if exists "offer_purchase" drop column if exists "net_removed_quantity";`);
    this.addSql(`alter table if exists "offer_hold" drop column if exists "checked_at";`);
  }

}
