import { useRouteModal } from "@medusajs/dashboard/components"
import { InlineTip, Text } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import { useParams } from "react-router-dom"
import { DrawerForm, FormDrawer } from "../../../../../components/common/form-drawer"
import { DateTimeField } from "../../../../../components/fields/date-time-field"
import { useEvent } from "../../../../../hooks/use-events"
import { useFeedback } from "../../../../../hooks/use-feedback"
import { useOffer, usePublishOffer, useUpdateOffer } from "../../../../../hooks/use-offers"
import { useText } from "../../../../../hooks/use-text"
import { errorText } from "../../../../../lib/errors"
import { loadFailure } from "../../../../../lib/load-failure"
import { SaleWindow } from "../../../../../lib/offer-form"
import { scheduleFormValues, scheduleInput, validateSchedule } from "../../../../../lib/schedule-form"
import { AdminEvent, AdminOffer } from "../../../../../lib/types"
import { resolverOf } from "../../../../../lib/validation"

const ScheduleForm = ({ offer, event }: { offer: AdminOffer; event: AdminEvent }) => {
  const { t } = useText()
  const feedback = useFeedback()
  const { handleSuccess } = useRouteModal()
  const update = useUpdateOffer(offer.id)
  const publish = usePublishOffer()
  const published = offer.status === "published"
  const form = useForm<SaleWindow>({
    defaultValues: scheduleFormValues(offer, event.time_zone),
    resolver: resolverOf<SaleWindow>((values) => validateSchedule(values, event.time_zone, Date.now()), t),
  })

  const submit = form.handleSubmit(async (values) => {
    try {
      await update.mutateAsync(scheduleInput(values, event.time_zone, offer))
      if (!published) {
        await publish.mutateAsync(offer.id)
      }
      feedback.done(t("offer.scheduled", { title: offer.title }))
      handleSuccess(`/monetization/offers/${offer.id}`)
    } catch (error) {
      feedback.failed(error)
    }
  })

  return (
    <DrawerForm
      form={form}
      onSubmit={submit}
      saving={update.isPending || publish.isPending}
      saveLabel={published ? undefined : t("offerForm.savePublish")}
    >
      <Text size="small" className="text-ui-fg-subtle">
        {t("offerForm.timesIn", { zone: event.time_zone.replace(/_/g, " ") })}
      </Text>
      <DateTimeField
        control={form.control}
        name="starts_at"
        label={t("offerForm.starts")}
        hint={t("offer.scheduleStartHint")}
        timeZone={event.time_zone}
        optional
      />
      <DateTimeField
        control={form.control}
        name="expires_at"
        label={t("offerForm.expires")}
        hint={t("offer.scheduleEndHint")}
        timeZone={event.time_zone}
        optional
      />
      <InlineTip label={t(`status.${offer.status}`)} variant="info">
        {t(published ? "offer.scheduleHint" : "offer.schedulePublishes")}
      </InlineTip>
    </DrawerForm>
  )
}

const ScheduleOfferPage = () => {
  const { t } = useText()
  const { id } = useParams()
  const offer = useOffer(id)
  const event = useEvent(offer.data?.event_id)
  const failure = loadFailure(offer, event)
  return (
    <FormDrawer title={t("offer.scheduleTitle")} problem={failure && (errorText(failure) ?? t("errors.unreachable"))}>
      {offer.data && event.data && <ScheduleForm offer={offer.data} event={event.data} />}
    </FormDrawer>
  )
}

export default ScheduleOfferPage
