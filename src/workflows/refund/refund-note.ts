import { RefundRow } from "../../modules/offer/refund-ledger"

const PREFIX = "Offer refund "

/** What Medusa's refund says, so that ours is recognised after a crash. */
export const noteOf = (refund: Pick<RefundRow, "id" | "note">) => `${PREFIX}${refund.id}${refund.note ? `: ${refund.note}` : ""}`

/** Whether Medusa's refund is one of ours, or the one named. */
export const isOfferRefund = (note: string | null | undefined, id = "") => note?.startsWith(`${PREFIX}${id}`) ?? false
