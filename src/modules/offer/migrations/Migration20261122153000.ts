import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** A person is looked for by their e-mail address in any spelling, which the model's own indexes can't say. */
export class Migration20261122153000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_offer_purchase_email_lower" ON "offer_purchase" (lower("email")) WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX IF EXISTS "IDX_offer_purchase_email_lower";`)
  }
}
