import { useRouteModal } from "@medusajs/dashboard/components"
import { useState } from "react"
import { useForm } from "react-hook-form"
import { useParams } from "react-router-dom"
import { DrawerForm, FormDrawer } from "../../../../../components/common/form-drawer"
import { EventForm } from "../../../../../components/events/event-form"
import { useEvent, useUpdateEvent } from "../../../../../hooks/use-events"
import { useFeedback } from "../../../../../hooks/use-feedback"
import { useText } from "../../../../../hooks/use-text"
import { EventFormValues, eventFormValues, eventInput, validateEvent } from "../../../../../lib/event-form"
import { AdminEvent } from "../../../../../lib/types"
import { resolverOf } from "../../../../../lib/validation"

const EditEventForm = ({ event }: { event: AdminEvent }) => {
  const { t } = useText()
  const feedback = useFeedback()
  const { handleSuccess } = useRouteModal()
  const [uploading, setUploading] = useState(false)
  const { mutateAsync, isPending } = useUpdateEvent(event.id)
  const form = useForm<EventFormValues>({
    defaultValues: eventFormValues(event, event.time_zone),
    resolver: resolverOf<EventFormValues>(validateEvent, t),
  })

  const submit = form.handleSubmit(async (values) => {
    await mutateAsync(eventInput(values, event)).then(() => {
      feedback.done(t("event.saved", { title: values.title.trim() }))
      handleSuccess(`/monetization/events/${event.id}`)
    }, feedback.failed)
  })

  return (
    <DrawerForm form={form} onSubmit={submit} saving={isPending} disabled={uploading}>
      <EventForm control={form.control} watch={form.watch} setError={form.setError} onUploading={setUploading} />
    </DrawerForm>
  )
}

const EditEventPage = () => {
  const { t } = useText()
  const { id } = useParams()
  const { data: event } = useEvent(id)
  return (
    <FormDrawer title={t("event.editTitle")}>{event && <EditEventForm event={event} />}</FormDrawer>
  )
}

export default EditEventPage
