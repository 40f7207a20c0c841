import { Badge, Text } from "@medusajs/ui"
import { ReactNode } from "react"
import { useText } from "../../hooks/use-text"
import { FlowNode, flowOf, FlowStep } from "../../lib/funnel-flow"

type FlowViewProps = {
  steps: FlowStep[]
  /** What a step is called, and under it what it sells. */
  describe: (key: string) => { title: ReactNode; text?: ReactNode }
}

/** The funnel drawn as a nested list: each step, and under it where accepting and declining lead. */
export function FlowView({ steps, describe }: FlowViewProps) {
  const { t } = useText()
  return (
    <ol aria-label={t("funnel.flow")} className="min-w-0">
      <li>
        <Node node={flowOf(steps)} describe={describe} />
      </li>
    </ol>
  )
}

function Node({ node, describe }: { node: FlowNode; describe: FlowViewProps["describe"] }) {
  const { t } = useText()
  if (node.kind === "end") {
    return (
      <Text as="span" size="small" className="text-ui-fg-subtle">
        {t("funnel.end")}
      </Text>
    )
  }
  const { title, text } = describe(node.key)
  if (node.kind === "again") {
    return (
      <Text as="span" size="small" className="text-ui-fg-subtle">
        {t("funnel.goTo", { number: node.number })} <span className="[overflow-wrap:anywhere]">{title}</span>
      </Text>
    )
  }
  return (
    <div className="min-w-0">
      <div className="bg-ui-bg-component shadow-elevation-card-rest flex items-start gap-x-3 rounded-lg p-3">
        <span
          aria-hidden
          className="bg-ui-bg-base txt-compact-xsmall-plus text-ui-fg-subtle flex size-5 shrink-0 items-center justify-center rounded-full border"
        >
          {node.number}
        </span>
        <div className="min-w-0">
          <span className="sr-only">{t("funnel.step", { number: node.number })}: </span>
          <Text as="span" size="small" leading="compact" weight="plus" className="block [overflow-wrap:anywhere]">
            {title}
          </Text>
          {text && (
            <Text as="span" size="small" className="text-ui-fg-subtle block [overflow-wrap:anywhere]">
              {text}
            </Text>
          )}
        </div>
      </div>
      <ul className="border-ui-border-strong ml-4 flex flex-col gap-y-3 border-l border-dashed py-3 pl-3 sm:ml-5 sm:pl-5">
        <Way label={t("funnel.accepted")} color="green" node={node.accept} describe={describe} />
        <Way label={t("funnel.declined")} color="grey" node={node.decline} describe={describe} />
      </ul>
    </div>
  )
}

type WayProps = { label: string; color: "green" | "grey"; node: FlowNode; describe: FlowViewProps["describe"] }

function Way({ label, color, node, describe }: WayProps) {
  return (
    <li className={node.kind === "step" ? "flex flex-col gap-y-2" : "flex flex-wrap items-center gap-x-2 gap-y-1"}>
      <span>
        <Badge size="2xsmall" color={color}>
          {label}
        </Badge>
      </span>
      <Node node={node} describe={describe} />
    </li>
  )
}
