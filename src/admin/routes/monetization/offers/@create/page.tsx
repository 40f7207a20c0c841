import { useRouteModal } from "@medusajs/dashboard/components"
import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useForm } from "react-hook-form"
import { useSearchParams } from "react-router-dom"
import { FormModal, ModalForm } from "../../../../components/common/form-modal"
import { OfferFields } from "../../../../components/offers/offer-fields"
import { useAllEvents, useEvent } from "../../../../hooks/use-events"
import { useFeedback } from "../../../../hooks/use-feedback"
import { useCreateOffer, usePublishOffer } from "../../../../hooks/use-offers"
import { useStoreCurrencies } from "../../../../hooks/use-store-currencies"
import { useText } from "../../../../hooks/use-text"
import { eventAskedFor } from "../../../../lib/event-asked-for"
import { loadFailure } from "../../../../lib/load-failure"
import { OfferFormValues, offerFormValues, offerInput, validateOffer } from "../../../../lib/offer-form"
import { browserTimeZone } from "../../../../lib/time-zone"
import { AdminEvent } from "../../../../lib/types"
import { resolverOf } from "../../../../lib/validation"

const CreateOfferForm = ({ events, currencies }: { events: AdminEvent[]; currencies: string[] }) => {
  const { t } = useText()
  const feedback = useFeedback()
  const { handleSuccess } = useRouteModal()
  const [params] = useSearchParams()
  const [uploading, setUploading] = useState(false)
  const create = useCreateOffer()
  const publish = usePublishOffer()
  const saving = create.isPending || publish.isPending

  const zoneOf = (eventId: string) => events.find((event) => event.id === eventId)?.time_zone ?? browserTimeZone()
  const form = useForm<OfferFormValues>({
    defaultValues: offerFormValues(undefined, currencies, browserTimeZone(), eventAskedFor(events, params.get("event_id"))),
    resolver: resolverOf<OfferFormValues>((values) => validateOffer(values, zoneOf(values.event_id)), t),
  })
  const { data: event } = useEvent(form.watch("event_id") || undefined)
  const timeZone = zoneOf(form.watch("event_id"))

  const save = (andPublish: boolean) =>
    form.handleSubmit(async (values) => {
      const created = await create.mutateAsync(offerInput(values, zoneOf(values.event_id))).catch(feedback.failed)
      if (!created || typeof created !== "object") {
        return
      }
      const { offer } = created
      if (andPublish) {
        await publish.mutateAsync(offer.id).then(
          () => feedback.done(t("offer.published", { title: offer.title })),
          // The draft is safe; its page shows it and offers to publish again.
          feedback.failed
        )
      } else {
        feedback.done(t("offer.created", { title: offer.title }))
      }
      handleSuccess(`/monetization/offers/${offer.id}`)
    })

  return (
    <ModalForm
      form={form}
      onSubmit={save(true)}
      title={t("offerForm.createTitle")}
      hint={t("offerForm.createHint")}
      saving={saving}
      disabled={uploading}
      saveLabel={t("offerForm.savePublish")}
      buttons={
        <Button
          size="small"
          variant="secondary"
          type="button"
          disabled={uploading || saving}
          onClick={() => void save(false)()}
        >
          {t("offerForm.saveDraft")}
        </Button>
      }
    >
      <OfferFields form={form} events={events} event={event} timeZone={timeZone} onUploading={setUploading} />
    </ModalForm>
  )
}

const CreateOfferPage = () => {
  const { t } = useText()
  const events = useAllEvents()
  const currencies = useStoreCurrencies()
  const failure = loadFailure(events, currencies)
  if (failure) {
    throw failure
  }
  return (
    <FormModal title={t("offerForm.createTitle")} hint={t("offerForm.createHint")}>
      {events.data && currencies.data && (
        <CreateOfferForm
          events={events.data.filter((event) => event.status !== "archived")}
          currencies={currencies.data}
        />
      )}
    </FormModal>
  )
}

export default CreateOfferPage
