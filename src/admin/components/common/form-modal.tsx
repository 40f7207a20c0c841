import { KeyboundForm, RouteFocusModal } from "@medusajs/dashboard/components"
import { Heading, Text } from "@medusajs/ui"
import { FormEvent, ReactNode } from "react"
import { FieldValues, UseFormReturn } from "react-hook-form"
import { useSubmitOnce } from "../../hooks/use-submit-once"
import { ModalFooter } from "./modal-footer"

/** A form's page over the page it came from. It has its name before what the form needs has loaded. */
export function FormModal({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <RouteFocusModal>
      <RouteFocusModal.Title asChild>
        <span className="sr-only">{title}</span>
      </RouteFocusModal.Title>
      <RouteFocusModal.Description asChild>
        <span className="sr-only">{hint}</span>
      </RouteFocusModal.Description>
      {children}
    </RouteFocusModal>
  )
}

type ModalFormProps<Values extends FieldValues> = {
  form: UseFormReturn<Values>
  onSubmit: (event: FormEvent<HTMLFormElement>) => unknown
  title: string
  hint?: string
  saving: boolean
  disabled?: boolean
  saveLabel?: string
  /** Between cancel and save. */
  buttons?: ReactNode
  children: ReactNode
}

/** What stands in it: a column of fields that scrolls, and below it cancel and save. */
export function ModalForm<Values extends FieldValues>({
  form,
  onSubmit,
  title,
  hint,
  buttons,
  children,
  ...footer
}: ModalFormProps<Values>) {
  const submit = useSubmitOnce(onSubmit, footer.saving || Boolean(footer.disabled))
  return (
    <RouteFocusModal.Form form={form}>
      <KeyboundForm onSubmit={submit} className="flex h-full flex-col overflow-hidden">
        <RouteFocusModal.Header />
        <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
          <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-8 sm:px-6 md:py-16">
            <div>
              <Heading>{title}</Heading>
              {hint && (
                <Text size="small" className="text-ui-fg-subtle">
                  {hint}
                </Text>
              )}
            </div>
            {children}
          </div>
        </RouteFocusModal.Body>
        <ModalFooter in={RouteFocusModal} {...footer}>
          {buttons}
        </ModalFooter>
      </KeyboundForm>
    </RouteFocusModal.Form>
  )
}
