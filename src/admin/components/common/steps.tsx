import { CheckCircleSolid, CircleDottedLine } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useText } from "../../hooks/use-text"

export type Step = { key: string; done: boolean; to?: string; onClick?: () => void }

/** A way to go, with what is done ticked off and a button on the first thing to do. */
export function Steps({ steps }: { steps: Step[] }) {
  const { t } = useText()
  const next = steps.findIndex((step) => !step.done)
  return (
    <ol className="divide-y">
      {steps.map((step, index) => (
        <li key={step.key} className="flex items-center gap-x-3 px-6 py-4">
          {step.done ? (
            <CheckCircleSolid className="text-ui-tag-green-icon shrink-0" />
          ) : (
            <CircleDottedLine className="text-ui-fg-muted shrink-0" />
          )}
          <div className="min-w-0 flex-1">
            <Text size="small" leading="compact" weight="plus" className={step.done ? "text-ui-fg-subtle" : undefined}>
              {t(`steps.${step.key}.title`)}
              {step.done && <span className="sr-only"> ({t("steps.done")})</span>}
            </Text>
            {!step.done && (
              <Text size="small" className="text-ui-fg-subtle text-pretty">
                {t(`steps.${step.key}.hint`)}
              </Text>
            )}
          </div>
          {!step.done && (step.to || step.onClick) && (
            <Button
              size="small"
              variant={index === next ? "primary" : "secondary"}
              onClick={step.onClick}
              asChild={Boolean(step.to)}
            >
              {step.to ? (
                <Link to={step.to}>{t(`steps.${step.key}.action`)}</Link>
              ) : (
                t(`steps.${step.key}.action`)
              )}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}
