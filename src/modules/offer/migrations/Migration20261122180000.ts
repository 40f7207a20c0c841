import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122180000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "offer_checkout_attempt" add column if not exists "processing_at" timestamptz null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "offer_checkout_attempt" drop column if exists "processing_at";`);
  }

}
