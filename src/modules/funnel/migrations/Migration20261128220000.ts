import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261128220000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "offer_funnel_run" add column if not exists "end_announced_at" timestamptz null;`);
    // What ended before was told in its time.
    this.addSql(`update "offer_funnel_run" set "end_announced_at" = coalesce("ended_at", now()) where "status" <> 'open';`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_offer_funnel_run_ended_at" ON "offer_funnel_run" ("ended_at") WHERE status <> 'open' AND end_announced_at IS NULL AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_offer_funnel_run_ended_at";`);
    this.addSql(`alter table if exists "offer_funnel_run" drop column if exists "end_announced_at";`);
  }

}
