import { RouteDrawer, RouteFocusModal } from "@medusajs/dashboard/components"
import { Button } from "@medusajs/ui"
import { ReactNode } from "react"
import { useText } from "../../hooks/use-text"

/** Cancel and save, the same in drawers and full-page forms. `children` stand between them. */
export function ModalFooter({
  in: Modal,
  saving,
  disabled,
  saveLabel,
  children,
}: {
  in: typeof RouteDrawer | typeof RouteFocusModal
  saving: boolean
  disabled?: boolean
  saveLabel?: string
  children?: ReactNode
}) {
  const { t } = useText()
  return (
    <Modal.Footer>
      <Modal.Close asChild>
        <Button size="small" variant="secondary" type="button">
          {t("common.cancel")}
        </Button>
      </Modal.Close>
      {children}
      <Button size="small" type="submit" isLoading={saving} disabled={disabled}>
        {saveLabel ?? t("common.save")}
      </Button>
    </Modal.Footer>
  )
}
