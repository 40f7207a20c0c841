import { MedusaError } from "@medusajs/framework/utils"
import { Refusal } from "./eligibility"

/** An offer can't be had: HTTP 400 with the code of the rule that refused. */
export class OfferRefusedError extends MedusaError {
  constructor(
    refusal: Refusal,
    readonly offer_id: string,
    readonly quantity: number
  ) {
    super(MedusaError.Types.NOT_ALLOWED, refusal.message, refusal.code)
  }
}
