import { ActionGroup, ActionMenu } from "@medusajs/dashboard/components"
import { EllipsisHorizontal } from "@medusajs/icons"
import { IconButton } from "@medusajs/ui"
import { useText } from "../../hooks/use-text"

/** The three dots, with a name for those who can't see them. */
export function MoreActions({ groups, of }: { groups: ActionGroup[]; of?: string }) {
  const { t } = useText()
  return (
    <ActionMenu groups={groups}>
      <IconButton
        size="small"
        variant="transparent"
        aria-label={of ? t("common.actionsOf", { name: of }) : t("common.actions")}
        onClick={(event) => event.stopPropagation()}
      >
        <EllipsisHorizontal />
      </IconButton>
    </ActionMenu>
  )
}
