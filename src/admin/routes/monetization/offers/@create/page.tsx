import { KeyboundForm, RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components"
import { Button, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { useForm } from "react-hook-form"
import { useSearchParams } from "react-router-dom"
import { ModalFooter } from "../../../../components/common/modal-footer"
import { OfferFields } from "../../../../components/offers/offer-fields"
import { useAllEvents, useEvent } from "../../../../hooks/use-events"
import { useFeedback } from "../../../../hooks/use-feedback"
import { useCreateOffer, usePublishOffer } from "../../../../hooks/use-offers"
import { useStoreCurrencies } from "../../../../hooks/use-store-currencies"
import { useText } from "../../../../hooks/use-text"
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
    defaultValues: offerFormValues(undefined, currencies, browserTimeZone(), defaultEvent(events, params.get("event_id"))),
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
    <RouteFocusModal.Form form={form}>
      <KeyboundForm onSubmit={save(true)} className="flex h-full flex-col overflow-hidden">
        <RouteFocusModal.Header />
        <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
          <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-8 sm:px-6 md:py-16">
            <div>
              <Heading>{t("offerForm.createTitle")}</Heading>
              <Text size="small" className="text-ui-fg-subtle">
                {t("offerForm.createHint")}
              </Text>
            </div>
            <OfferFields form={form} events={events} event={event} timeZone={timeZone} onUploading={setUploading} />
          </div>
        </RouteFocusModal.Body>
        <ModalFooter in={RouteFocusModal} saving={saving} disabled={uploading} saveLabel={t("offerForm.savePublish")}>
          <Button
            size="small"
            variant="secondary"
            type="button"
            disabled={uploading || saving}
            onClick={() => void save(false)()}
          >
            {t("offerForm.saveDraft")}
          </Button>
        </ModalFooter>
      </KeyboundForm>
    </RouteFocusModal.Form>
  )
}

/** The event asked for in the address, or the only one there is. */
function defaultEvent(events: AdminEvent[], asked: string | null): string {
  if (asked && events.some((event) => event.id === asked)) {
    return asked
  }
  return events.length === 1 ? events[0].id : ""
}

const CreateOfferPage = () => {
  const { t } = useText()
  const events = useAllEvents()
  const currencies = useStoreCurrencies()
  const failure = events.error ?? currencies.error
  if (failure) {
    throw failure
  }
  return (
    <RouteFocusModal>
      <RouteFocusModal.Title asChild>
        <span className="sr-only">{t("offerForm.createTitle")}</span>
      </RouteFocusModal.Title>
      <RouteFocusModal.Description asChild>
        <span className="sr-only">{t("offerForm.createHint")}</span>
      </RouteFocusModal.Description>
      {events.data && currencies.data && (
        <CreateOfferForm
          events={events.data.filter((event) => event.status !== "archived")}
          currencies={currencies.data}
        />
      )}
    </RouteFocusModal>
  )
}

export default CreateOfferPage
