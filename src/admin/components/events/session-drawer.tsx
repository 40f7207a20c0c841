import { useRouteModal } from "@medusajs/dashboard/components"
import { useState } from "react"
import { useForm } from "react-hook-form"
import { useCreateSession, useUpdateSession } from "../../hooks/use-events"
import { useFeedback } from "../../hooks/use-feedback"
import { useText } from "../../hooks/use-text"
import { SessionFormValues, sessionFormValues, sessionInput, validateSession } from "../../lib/session-form"
import { AdminEvent, AdminEventSession } from "../../lib/types"
import { resolverOf } from "../../lib/validation"
import { DrawerForm } from "../common/form-drawer"
import { DateTimeField } from "../fields/date-time-field"
import { ImageField } from "../fields/image-field"
import { TextField } from "../fields/text-field"
import { TextareaField } from "../fields/textarea-field"

/** Creates a session, or edits the one given. Stands inside a FormDrawer. */
export function SessionDrawer({ event, session }: { event: AdminEvent; session?: AdminEventSession }) {
  const { t } = useText()
  const feedback = useFeedback()
  const { handleSuccess } = useRouteModal()
  const [uploading, setUploading] = useState(false)
  const create = useCreateSession(event.id)
  const update = useUpdateSession(session?.id ?? "")
  const { mutateAsync, isPending } = session ? update : create

  const form = useForm<SessionFormValues>({
    defaultValues: sessionFormValues(event, session),
    resolver: resolverOf<SessionFormValues>((values) => validateSession(values, event), t),
  })

  const submit = form.handleSubmit(async (values) => {
    await mutateAsync(sessionInput(values, event, session)).then(() => {
      feedback.done(t(session ? "session.saved" : "session.created", { title: values.title.trim() }))
      handleSuccess(`/monetization/events/${event.id}`)
    }, feedback.failed)
  })

  return (
    <DrawerForm form={form} onSubmit={submit} saving={isPending} disabled={uploading}>
      <TextField control={form.control} name="title" label={t("session.title")} />
      <TextField control={form.control} name="speaker" label={t("session.speaker")} optional />
      <DateTimeField
        control={form.control}
        name="starts_at"
        label={t("session.starts")}
        timeZone={event.time_zone}
        hint={event.time_zone.replace(/_/g, " ")}
      />
      <DateTimeField
        control={form.control}
        name="ends_at"
        label={t("session.ends")}
        timeZone={event.time_zone}
        hint={event.time_zone.replace(/_/g, " ")}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField control={form.control} name="room" label={t("session.room")} optional />
        <TextField control={form.control} name="section" label={t("session.section")} optional />
      </div>
      <div className="grid grid-cols-2 gap-4">
        <TextField
          control={form.control}
          name="capacity"
          inputMode="numeric"
          label={t("session.capacity")}
          hint={t("session.capacityHint")}
        />
        <TextField
          control={form.control}
          name="overflow_limit"
          inputMode="numeric"
          label={t("session.overflow")}
          hint={t("session.overflowHint")}
        />
      </div>
      <TextareaField control={form.control} name="description" label={t("event.description")} optional />
      <ImageField
        control={form.control}
        name="image_url"
        setError={form.setError}
        label={t("event.image")}
        onBusy={setUploading}
      />
    </DrawerForm>
  )
}
