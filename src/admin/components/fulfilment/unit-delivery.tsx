import { Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { AdminUnit } from "../../lib/fulfilment-types"
import { TierBadge } from "../common/tier-badge"
import { Time } from "../common/time"
import { AccessCode } from "./access-code"

/** What a unit's holder got: the code, the raised ticket, the check-in, or when it was done. */
export function UnitDelivery({ unit, timeZone }: { unit: AdminUnit; timeZone?: string }) {
  const { t } = useText()
  const at = unit.checked_in_at ?? unit.fulfilled_at
  return (
    <div className="flex flex-col items-start gap-y-1 whitespace-normal sm:text-nowrap">
      {unit.access_code && <AccessCode code={unit.access_code} />}
      {unit.attendee && unit.delivery_method === "TICKET_UPGRADE" && <TierBadge tier={unit.attendee.tier} />}
      {at ? (
        <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle">
          {t(unit.checked_in_at ? "unit.checkedIn" : "unit.doneAt")} <Time iso={at} timeZone={timeZone} />
        </Text>
      ) : (
        !unit.access_code &&
        unit.status !== "REVOKED" && (
          <Text as="span" size="small" leading="compact" className="text-ui-fg-subtle">
            {t(`deliveryMethod.${unit.delivery_method}`)}
          </Text>
        )
      )}
    </div>
  )
}
