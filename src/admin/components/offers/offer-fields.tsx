import { Text } from "@medusajs/ui"
import { useEffect } from "react"
import { UseFormReturn } from "react-hook-form"
import { useText } from "../../hooks/use-text"
import { typesDeliveredBy } from "../../lib/delivery"
import { OfferFormValues } from "../../lib/offer-form"
import { formatDateTimeRange } from "../../lib/format"
import { AdminEvent, AdminOffer, OFFER_TYPES, PLACEMENTS, TIERS } from "../../lib/types"
import { FormSection } from "../common/form-section"
import { ChoicesField } from "../fields/choices-field"
import { ComboboxField } from "../fields/combobox-field"
import { DateTimeField } from "../fields/date-time-field"
import { ImageField } from "../fields/image-field"
import { MoneyField } from "../fields/money-field"
import { SelectField } from "../fields/select-field"
import { SwitchField } from "../fields/switch-field"
import { TextField } from "../fields/text-field"
import { TextareaField } from "../fields/textarea-field"
import { VariantField } from "../fields/variant-field"
import { DeliveryFields } from "./delivery-fields"
import { StockFields } from "./stock-fields"

type OfferFieldsProps = {
  form: UseFormReturn<OfferFormValues>
  events: AdminEvent[]
  /** The chosen event with its sessions, once loaded. */
  event: AdminEvent | undefined
  timeZone: string
  /** The offer being edited: it stays with its event and its variant. */
  offer?: AdminOffer
  onUploading: (uploading: boolean) => void
}

/** All fields of an offer, the same for creating and editing. */
export function OfferFields({ form, events, event, timeZone, offer, onUploading }: OfferFieldsProps) {
  const { t, locale } = useText()
  const { control, watch, setValue, getValues, setError } = form
  const editing = offer !== undefined
  const sessions = event?.sessions ?? []
  // How sold units are delivered can't change any more, so neither can the type to one that is delivered otherwise.
  const types = offer && offer.stock.sold > 0 ? typesDeliveredBy(offer.delivery_method) : OFFER_TYPES
  const zone = timeZone.replace(/_/g, " ")

  // Sessions of another event can't be targeted: choosing another event lets go of them.
  useEffect(() => {
    if (event?.sessions) {
      const known = new Set(event.sessions.map((session) => session.id))
      const chosen = getValues("target_session_ids")
      const kept = chosen.filter((id) => known.has(id))
      if (kept.length !== chosen.length) {
        setValue("target_session_ids", kept, { shouldDirty: true })
      }
    }
  }, [event, getValues, setValue])

  return (
    <div className="flex flex-col gap-y-12">
      <FormSection title={t("offerForm.details")}>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {editing ? (
            <div className="flex flex-col gap-y-2">
              <Text size="small" leading="compact" weight="plus">
                {t("offer.event")}
              </Text>
              <Text size="small">{event?.title}</Text>
              <Text size="small" className="text-ui-fg-subtle">
                {t("offerForm.eventFixed")}
              </Text>
            </div>
          ) : (
            <ComboboxField
              control={control}
              name="event_id"
              label={t("offer.event")}
              placeholder={t("offerForm.eventPlaceholder")}
              options={events.map((entry) => ({ value: entry.id, label: entry.title }))}
            />
          )}
          <SelectField
            control={control}
            name="type"
            label={t("offer.type")}
            placeholder={t("offerForm.typePlaceholder")}
            options={types.map((value) => ({ value, label: t(`type.${value}`) }))}
          />
        </div>
        <TextField control={control} name="title" label={t("offer.title")} placeholder={t("offerForm.titlePlaceholder")} />
        <TextareaField
          control={control}
          name="description"
          label={t("offer.description")}
          placeholder={t("offerForm.descriptionPlaceholder")}
          optional
        />
        <ImageField control={control} name="image_url" setError={setError} label={t("offer.image")} onBusy={onUploading} />
      </FormSection>

      <DeliveryFields form={form} offer={offer} />

      <FormSection title={t("offerForm.price")} hint={t("offerForm.priceHint")}>
        {watch("prices").map((row, index) => (
          <div key={row.currency_code} className="grid grid-cols-2 gap-4">
            <MoneyField
              control={control}
              name={`prices.${index}.amount`}
              label={t("offerForm.amountIn", { currency: row.currency_code.toUpperCase() })}
              currencyCode={row.currency_code}
            />
            <MoneyField
              control={control}
              name={`prices.${index}.compare_at_amount`}
              label={t("offerForm.compareAt")}
              currencyCode={row.currency_code}
            />
          </div>
        ))}
      </FormSection>

      <FormSection title={t("offerForm.audience")} hint={t("offerForm.audienceHint")}>
        <ChoicesField
          control={control}
          name="placements"
          label={t("offerForm.placements")}
          columns={3}
          choices={PLACEMENTS.map((value) => ({
            value,
            label: t(`placement.${value}`),
            description: t(`placementHint.${value}`),
          }))}
        />
        {sessions.length > 0 ? (
          <ChoicesField
            control={control}
            name="target_session_ids"
            label={t("offerForm.sessions")}
            hint={t("offerForm.sessionsHint")}
            optional
            choices={sessions.map((session) => ({
              value: session.id,
              label: session.title,
              description: formatDateTimeRange(session.starts_at, session.ends_at, timeZone, locale),
            }))}
          />
        ) : (
          <div>
            <Text size="small" leading="compact" weight="plus">
              {t("offerForm.sessions")}
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {t(event ? "offerForm.noSessions" : "offerForm.sessionsAfterEvent")}
            </Text>
          </div>
        )}
        <ChoicesField
          control={control}
          name="target_tiers"
          label={t("offerForm.tiers")}
          hint={t("offerForm.tiersHint")}
          optional
          columns={3}
          choices={TIERS.map((value) => ({ value, label: t(`tier.${value}`) }))}
        />
        <SwitchField
          control={control}
          name="requires_ticket"
          label={t("offerForm.requiresTicket")}
          hint={t("offerForm.requiresTicketHint")}
        />
      </FormSection>

      <StockFields form={form} offer={offer} />

      <FormSection title={t("offerForm.window")} hint={t("offerForm.windowHint", { zone })}>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <DateTimeField control={control} name="starts_at" label={t("offerForm.starts")} timeZone={timeZone} optional />
          <DateTimeField control={control} name="expires_at" label={t("offerForm.expires")} timeZone={timeZone} optional />
        </div>
      </FormSection>

      <FormSection title={t("offerForm.advanced")}>
        <TextField
          control={control}
          name="position"
          inputMode="numeric"
          label={t("common.position")}
          hint={t("offerForm.positionHint")}
        />
        {!editing && (
          <SwitchField
            control={control}
            name="link_variant"
            label={t("offerForm.linkVariant")}
            hint={t("offerForm.linkVariantHint")}
          />
        )}
        {!editing && watch("link_variant") && (
          <VariantField
            control={control}
            name="variant_id"
            label={t("offerForm.variant")}
            value={watch("variant_id")}
          />
        )}
      </FormSection>
    </div>
  )
}
