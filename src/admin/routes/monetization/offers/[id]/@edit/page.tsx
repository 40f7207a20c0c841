import { useRouteModal } from "@medusajs/dashboard/components"
import { useState } from "react"
import { useForm } from "react-hook-form"
import { useParams } from "react-router-dom"
import { FormModal, ModalForm } from "../../../../../components/common/form-modal"
import { OfferFields } from "../../../../../components/offers/offer-fields"
import { useEvent } from "../../../../../hooks/use-events"
import { useFeedback } from "../../../../../hooks/use-feedback"
import { useOffer, useUpdateOffer } from "../../../../../hooks/use-offers"
import { useStoreCurrencies } from "../../../../../hooks/use-store-currencies"
import { useText } from "../../../../../hooks/use-text"
import { loadFailure } from "../../../../../lib/load-failure"
import { OfferFormValues, offerFormValues, offerInput, validateOffer } from "../../../../../lib/offer-form"
import { AdminEvent, AdminOffer } from "../../../../../lib/types"
import { resolverOf } from "../../../../../lib/validation"

type EditOfferFormProps = { offer: AdminOffer; event: AdminEvent; currencies: string[] }

const EditOfferForm = ({ offer, event, currencies }: EditOfferFormProps) => {
  const { t } = useText()
  const feedback = useFeedback()
  const { handleSuccess } = useRouteModal()
  const [uploading, setUploading] = useState(false)
  const { mutateAsync, isPending } = useUpdateOffer(offer.id)
  const form = useForm<OfferFormValues>({
    defaultValues: offerFormValues(offer, currencies, event.time_zone),
    resolver: resolverOf<OfferFormValues>((values) => validateOffer(values, event.time_zone, offer.stock.sold), t),
  })

  const submit = form.handleSubmit(async (values) => {
    const { event_id: _, ...input } = offerInput(values, event.time_zone, offer)
    await mutateAsync(input).then(() => {
      feedback.done(t("offer.saved", { title: values.title.trim() }))
      handleSuccess(`/monetization/offers/${offer.id}`)
    }, feedback.failed)
  })

  return (
    <ModalForm
      form={form}
      onSubmit={submit}
      title={t("offerForm.editTitle")}
      hint={t("offerForm.editHint")}
      saving={isPending}
      disabled={uploading}
    >
      <OfferFields
        form={form}
        events={[event]}
        event={event}
        timeZone={event.time_zone}
        offer={offer}
        onUploading={setUploading}
      />
    </ModalForm>
  )
}

const EditOfferPage = () => {
  const { t } = useText()
  const { id } = useParams()
  const offer = useOffer(id)
  const event = useEvent(offer.data?.event_id)
  const currencies = useStoreCurrencies()
  const failure = loadFailure(offer, event, currencies)
  if (failure) {
    throw failure
  }
  return (
    <FormModal title={t("offerForm.editTitle")} hint={t("offerForm.editHint")}>
      {offer.data && event.data && currencies.data && (
        <EditOfferForm offer={offer.data} event={event.data} currencies={currencies.data} />
      )}
    </FormModal>
  )
}

export default EditOfferPage
