import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122172320 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "offer_checkout_attempt" add column if not exists "completing_at" timestamptz null;`);
    // Orders may be half placed at the moment of the upgrade.
    this.addSql(`update "offer_checkout_attempt" set "completing_at" = "opened_at" where "is_open";`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "offer_checkout_attempt" drop column if exists "completing_at";`);
  }

}
