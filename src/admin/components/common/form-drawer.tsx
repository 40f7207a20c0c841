import { KeyboundForm, RouteDrawer } from "@medusajs/dashboard/components"
import { Heading, Text } from "@medusajs/ui"
import { FormEvent, ReactNode } from "react"
import { FieldValues, UseFormReturn } from "react-hook-form"
import { useSubmitOnce } from "../../hooks/use-submit-once"
import { ModalFooter } from "./modal-footer"

/** A form beside the page it came from. `problem` stands in its place when there is nothing to edit. */
export function FormDrawer({ title, problem, children }: { title: string; problem?: string; children: ReactNode }) {
  return (
    <RouteDrawer>
      <RouteDrawer.Header>
        <RouteDrawer.Title asChild>
          <Heading>{title}</Heading>
        </RouteDrawer.Title>
      </RouteDrawer.Header>
      {problem ? (
        <RouteDrawer.Body>
          <Text size="small" className="text-ui-fg-subtle" role="alert">
            {problem}
          </Text>
        </RouteDrawer.Body>
      ) : (
        children
      )}
    </RouteDrawer>
  )
}

type DrawerFormProps<Values extends FieldValues> = {
  form: UseFormReturn<Values>
  onSubmit: (event: FormEvent<HTMLFormElement>) => unknown
  saving: boolean
  disabled?: boolean
  saveLabel?: string
  children: ReactNode
}

/** What stands in it: fields that scroll, and below them cancel and save. */
export function DrawerForm<Values extends FieldValues>({ form, onSubmit, children, ...footer }: DrawerFormProps<Values>) {
  const submit = useSubmitOnce(onSubmit, footer.saving || Boolean(footer.disabled))
  return (
    <RouteDrawer.Form form={form}>
      <KeyboundForm onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
        <RouteDrawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">{children}</RouteDrawer.Body>
        <ModalFooter in={RouteDrawer} {...footer} />
      </KeyboundForm>
    </RouteDrawer.Form>
  )
}
