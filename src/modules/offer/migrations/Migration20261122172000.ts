import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122172000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "offer_refund" add column if not exists "sent_elsewhere" boolean not null default false;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "offer_refund" drop column if exists "sent_elsewhere";`);
  }

}
