import { KeyboundForm, RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components"
import { Heading } from "@medusajs/ui"
import { useState } from "react"
import { useForm } from "react-hook-form"
import { useParams } from "react-router-dom"
import { ModalFooter } from "../../../../../components/common/modal-footer"
import { OfferFields } from "../../../../../components/offers/offer-fields"
import { useEvent } from "../../../../../hooks/use-events"
import { useFeedback } from "../../../../../hooks/use-feedback"
import { useOffer, useUpdateOffer } from "../../../../../hooks/use-offers"
import { useStoreCurrencies } from "../../../../../hooks/use-store-currencies"
import { useText } from "../../../../../hooks/use-text"
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
    <RouteFocusModal.Form form={form}>
      <KeyboundForm onSubmit={submit} className="flex h-full flex-col overflow-hidden">
        <RouteFocusModal.Header />
        <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
          <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-8 sm:px-6 md:py-16">
            <Heading>{t("offerForm.editTitle")}</Heading>
            <OfferFields
              form={form}
              events={[event]}
              event={event}
              timeZone={event.time_zone}
              offer={offer}
              onUploading={setUploading}
            />
          </div>
        </RouteFocusModal.Body>
        <ModalFooter in={RouteFocusModal} saving={isPending} disabled={uploading} />
      </KeyboundForm>
    </RouteFocusModal.Form>
  )
}

const EditOfferPage = () => {
  const { t } = useText()
  const { id } = useParams()
  const offer = useOffer(id)
  const event = useEvent(offer.data?.event_id)
  const currencies = useStoreCurrencies()
  const failure = offer.error ?? event.error ?? currencies.error
  if (failure) {
    throw failure
  }
  return (
    <RouteFocusModal>
      <RouteFocusModal.Title asChild>
        <span className="sr-only">{t("offerForm.editTitle")}</span>
      </RouteFocusModal.Title>
      <RouteFocusModal.Description asChild>
        <span className="sr-only">{t("offerForm.editHint")}</span>
      </RouteFocusModal.Description>
      {offer.data && event.data && currencies.data && (
        <EditOfferForm offer={offer.data} event={event.data} currencies={currencies.data} />
      )}
    </RouteFocusModal>
  )
}

export default EditOfferPage
