import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122181500 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "offer_purchase" add column if not exists "removed_quantity" integer not null default 0;`);
    this.addSql(`alter table if exists "offer_purchase" add constraint offer_purchase_removed_within_bought check (removed_quantity >= 0 AND removed_quantity <= quantity);`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "offer_purchase" drop constraint if exists offer_purchase_removed_within_bought;`);
    this.addSql(`alter table if exists "offer_purchase" drop column if exists "removed_quantity";`);
  }

}
