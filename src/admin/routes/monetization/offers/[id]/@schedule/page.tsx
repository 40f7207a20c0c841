import { KeyboundForm, RouteDrawer, useRouteModal } from "@medusajs/dashboard/components"
import { Heading, InlineTip } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import { useParams } from "react-router-dom"
import { ModalFooter } from "../../../../../components/common/modal-footer"
import { DateTimeField } from "../../../../../components/fields/date-time-field"
import { useEvent } from "../../../../../hooks/use-events"
import { useFeedback } from "../../../../../hooks/use-feedback"
import { useOffer, usePublishOffer, useUpdateOffer } from "../../../../../hooks/use-offers"
import { useText } from "../../../../../hooks/use-text"
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
    <RouteDrawer.Form form={form}>
      <KeyboundForm onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
        <RouteDrawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
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
          <InlineTip label={event.time_zone.replace(/_/g, " ")} variant="info">
            {t(published ? "offer.scheduleHint" : "offer.schedulePublishes")}
          </InlineTip>
        </RouteDrawer.Body>
        <ModalFooter
          in={RouteDrawer}
          saving={update.isPending || publish.isPending}
          saveLabel={published ? undefined : t("offerForm.savePublish")}
        />
      </KeyboundForm>
    </RouteDrawer.Form>
  )
}

const ScheduleOfferPage = () => {
  const { t } = useText()
  const { id } = useParams()
  const { data: offer } = useOffer(id)
  const { data: event } = useEvent(offer?.event_id)
  return (
    <RouteDrawer>
      <RouteDrawer.Header>
        <RouteDrawer.Title asChild>
          <Heading>{t("offer.scheduleTitle")}</Heading>
        </RouteDrawer.Title>
      </RouteDrawer.Header>
      {offer && event && <ScheduleForm offer={offer} event={event} />}
    </RouteDrawer>
  )
}

export default ScheduleOfferPage
