import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { variantNotFound } from "../../../modules/program/errors"

/** Error: `variant_not_found`. */
export const validateTicketVariantStep = createStep(
  "validate-ticket-variant",
  async ({ product_variant_id: id }: { product_variant_id: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity: "product_variant", fields: ["id"], filters: { id } })
    if (!data.length) {
      throw variantNotFound(id)
    }
    return new StepResponse(void 0)
  }
)
