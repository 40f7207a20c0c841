import { KeyboundForm, RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components"
import { Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { useForm } from "react-hook-form"
import { ModalFooter } from "../../../../components/common/modal-footer"
import { EventForm } from "../../../../components/events/event-form"
import { useCreateEvent } from "../../../../hooks/use-events"
import { useFeedback } from "../../../../hooks/use-feedback"
import { useText } from "../../../../hooks/use-text"
import { EventFormValues, eventFormValues, eventInput, validateEvent } from "../../../../lib/event-form"
import { browserTimeZone } from "../../../../lib/time-zone"
import { resolverOf } from "../../../../lib/validation"

const CreateEventForm = () => {
  const { t } = useText()
  const feedback = useFeedback()
  const { handleSuccess } = useRouteModal()
  const [uploading, setUploading] = useState(false)
  const { mutateAsync, isPending } = useCreateEvent()
  const form = useForm<EventFormValues>({
    defaultValues: eventFormValues(undefined, browserTimeZone()),
    resolver: resolverOf<EventFormValues>(validateEvent, t),
  })

  const submit = form.handleSubmit(async (values) => {
    await mutateAsync(eventInput(values)).then(({ event }) => {
      feedback.done(t("event.created", { title: event.title }))
      handleSuccess(`/monetization/events/${event.id}`)
    }, feedback.failed)
  })

  return (
    <RouteFocusModal.Form form={form}>
      <KeyboundForm onSubmit={submit} className="flex h-full flex-col overflow-hidden">
        <RouteFocusModal.Header />
        <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
          <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-8 sm:px-6 md:py-16">
            <div>
              <RouteFocusModal.Title asChild>
                <Heading>{t("event.createTitle")}</Heading>
              </RouteFocusModal.Title>
              <RouteFocusModal.Description asChild>
                <Text size="small" className="text-ui-fg-subtle">
                  {t("event.createHint")}
                </Text>
              </RouteFocusModal.Description>
            </div>
            <EventForm control={form.control} watch={form.watch} setError={form.setError} onUploading={setUploading} />
          </div>
        </RouteFocusModal.Body>
        <ModalFooter in={RouteFocusModal} saving={isPending} disabled={uploading} saveLabel={t("event.createAction")} />
      </KeyboundForm>
    </RouteFocusModal.Form>
  )
}

const CreateEventPage = () => (
  <RouteFocusModal>
    <CreateEventForm />
  </RouteFocusModal>
)

export default CreateEventPage
