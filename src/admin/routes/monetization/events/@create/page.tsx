import { useRouteModal } from "@medusajs/dashboard/components"
import { useState } from "react"
import { useForm } from "react-hook-form"
import { FormModal, ModalForm } from "../../../../components/common/form-modal"
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
    <ModalForm
      form={form}
      onSubmit={submit}
      title={t("event.createTitle")}
      hint={t("event.createHint")}
      saving={isPending}
      disabled={uploading}
      saveLabel={t("event.createAction")}
    >
      <EventForm control={form.control} watch={form.watch} setError={form.setError} onUploading={setUploading} />
    </ModalForm>
  )
}

const CreateEventPage = () => {
  const { t } = useText()
  return (
    <FormModal title={t("event.createTitle")} hint={t("event.createHint")}>
      <CreateEventForm />
    </FormModal>
  )
}

export default CreateEventPage
