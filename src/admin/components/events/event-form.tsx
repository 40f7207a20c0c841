import { Control, UseFormSetError, UseFormWatch } from "react-hook-form"
import { useMemo } from "react"
import { useText } from "../../hooks/use-text"
import { EventFormValues } from "../../lib/event-form"
import { timeZoneOptions } from "../../lib/time-zone"
import { ComboboxField } from "../fields/combobox-field"
import { DateTimeField } from "../fields/date-time-field"
import { ImageField } from "../fields/image-field"
import { TextField } from "../fields/text-field"
import { TextareaField } from "../fields/textarea-field"

type EventFormProps = {
  control: Control<EventFormValues>
  watch: UseFormWatch<EventFormValues>
  setError: UseFormSetError<EventFormValues>
  onUploading: (uploading: boolean) => void
}

/** The fields of an event, the same for creating and editing. */
export function EventForm({ control, watch, setError, onUploading }: EventFormProps) {
  const { t } = useText()
  const timeZone = watch("time_zone")
  const zones = useMemo(() => timeZoneOptions(timeZone), [timeZone])

  return (
    <div className="flex flex-col gap-y-6">
      <TextField control={control} name="title" label={t("event.title")} placeholder={t("event.titlePlaceholder")} />
      <TextareaField control={control} name="description" label={t("event.description")} optional />
      <ComboboxField
        control={control}
        name="time_zone"
        label={t("event.timeZone")}
        hint={t("event.timeZoneHint")}
        options={zones}
      />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <DateTimeField control={control} name="starts_at" label={t("event.starts")} timeZone={timeZone} />
        <DateTimeField control={control} name="ends_at" label={t("event.ends")} timeZone={timeZone} />
      </div>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <TextField control={control} name="venue" label={t("event.venue")} optional />
        <TextField control={control} name="city" label={t("event.city")} optional />
      </div>
      <ImageField control={control} name="image_url" setError={setError} label={t("event.image")} onBusy={onUploading} />
    </div>
  )
}
