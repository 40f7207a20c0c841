import type { SavedPaymentMethod } from "../../client/types.ts"
import { paymentMethodName } from "../../format/payment-method.ts"
import type { Labels } from "../labels.ts"

/** "Visa", as its owner calls it. */
export function methodName({ brand }: SavedPaymentMethod, labels: Labels): string {
  return brand ? paymentMethodName(brand) : labels.savedMethod
}

/** " •••• 4242", where a screen reader hears "ending in" for the dots. */
export function CardEnding({ method, labels }: { method: SavedPaymentMethod; labels: Labels }) {
  return method.last4 ? (
    <>
      {" "}
      <span className="em-funnel__card">
        <span aria-hidden="true">•••• </span>
        <span className="em-visually-hidden">{labels.cardEnding} </span>
        {method.last4}
      </span>
    </>
  ) : null
}
