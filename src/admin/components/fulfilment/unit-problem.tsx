import { Text } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"
import { UnitProblem as Problem } from "../../lib/fulfilment-types"
import { Time } from "../common/time"

/** Why a unit isn't delivered yet, in words, and when it is tried again. */
export function UnitProblem({ problem }: { problem: Problem }) {
  const { t } = useText()
  return (
    <div className="max-w-[128px] whitespace-normal sm:max-w-[260px]">
      <Text as="p" size="xsmall" className="text-ui-tag-red-text [overflow-wrap:anywhere]">
        {t(`errors.${problem.code}`, { defaultValue: problem.message })}
      </Text>
      <Text as="p" size="xsmall" className="text-ui-fg-subtle">
        {t("unit.attempts", { count: problem.attempts })}
        {problem.next_attempt_at && (
          <>
            {" · "}
            {t("unit.nextAttempt")} <Time iso={problem.next_attempt_at} />
          </>
        )}
      </Text>
    </div>
  )
}
