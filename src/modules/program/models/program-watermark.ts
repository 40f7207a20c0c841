import { model } from "@medusajs/framework/utils"

/** How far a sweep has read. Losing a row costs time (everything is read again), never correctness. */
const ProgramWatermark = model
  .define(
    { name: "ProgramWatermark", tableName: "program_watermark" },
    {
      id: model.id({ prefix: "progwm" }).primaryKey(),
      name: model.text(),
      position: model.dateTime().nullable(),
      /** For sweeps that read by id instead of by time. */
      cursor: model.text().nullable(),
    }
  )
  .indexes([{ name: "IDX_program_watermark_name_unique", on: ["name"], unique: true, where: "deleted_at IS NULL" }])

export default ProgramWatermark
