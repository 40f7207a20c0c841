import { Alert, Button, InlineTip, Text } from "@medusajs/ui"
import { useEffect } from "react"
import { useFieldArray, UseFormReturn } from "react-hook-form"
import { useOffersOfEvent } from "../../hooks/use-offers"
import { useText } from "../../hooks/use-text"
import {
  beginningWith,
  FunnelFormValues,
  FunnelStepValues,
  MOST_ACCEPTS,
  MOST_STEPS,
  waysOf,
  withNewStep,
  withoutStep,
} from "../../lib/funnel-form"
import { unreachableSteps } from "../../lib/funnel-flow"
import { formatMoney } from "../../lib/money"
import { AdminEvent, AdminOffer } from "../../lib/types"
import { FormSection } from "../common/form-section"
import { ComboboxField } from "../fields/combobox-field"
import { SelectField } from "../fields/select-field"
import { SwitchField } from "../fields/switch-field"
import { TextField } from "../fields/text-field"
import { FlowView } from "./flow-view"
import { StepFields } from "./step-fields"

type FunnelFieldsProps = {
  form: UseFormReturn<FunnelFormValues>
  events: AdminEvent[]
  /** A funnel stays with its event. */
  editing?: boolean
}

/** All fields of a funnel, the same for creating and editing, with a drawing of where they lead. */
export function FunnelFields({ form, events, editing = false }: FunnelFieldsProps) {
  const { t, locale } = useText()
  const { control, watch, getValues, setValue, formState } = form
  const { fields, replace } = useFieldArray({ control, name: "steps", keyName: "row_id" })
  const eventId = watch("event_id")
  const steps = watch("steps")
  const { data: offers } = useOffersOfEvent(eventId)

  // Offers of another event can't be in the funnel: choosing another event lets go of them.
  useEffect(() => {
    if (offers && !editing) {
      const known = new Set(offers.map((offer) => offer.id))
      getValues("steps").forEach((step, index) => {
        if (step.offer_id && !known.has(step.offer_id)) {
          setValue(`steps.${index}.offer_id`, "", { shouldDirty: true })
        }
      })
    }
  }, [offers, editing, getValues, setValue])

  const label = (offer: AdminOffer) =>
    [
      offer.title,
      offer.prices[0] && formatMoney(offer.prices[0].amount, offer.prices[0].currency_code, locale),
      offer.status !== "published" && t(`status.${offer.status}`),
    ]
      .filter(Boolean)
      .join(" · ")
  const nameOf = (step: FunnelStepValues, index: number) =>
    step.headline.trim() || offers?.find((offer) => offer.id === step.offer_id)?.title || t("funnel.step", { number: index + 1 })
  const named = steps.map((step, index) => ({
    value: step.step_key,
    label: `${index + 1}. ${nameOf(step, index)}`,
  }))

  const flow = steps.map((step) => ({ key: step.step_key, ...waysOf(step) }))
  const lost = unreachableSteps(flow)
  const chosen = new Set(steps.map((step) => step.offer_id))
  const options = (offers ?? []).filter((offer) => offer.status !== "archived" || chosen.has(offer.id))
  const change = (changed: FunnelStepValues[]) => {
    replace(changed)
    form.clearErrors("steps")
  }

  return (
    <div className="flex flex-col gap-y-12">
      {formState.errors.root?.message && (
        <Alert variant="error" role="alert">
          {formState.errors.root.message}
        </Alert>
      )}
      <FormSection title={t("funnel.settings")}>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField control={control} name="name" label={t("funnel.name")} placeholder={t("funnel.namePlaceholder")} />
          {editing ? (
            <div className="flex flex-col gap-y-2">
              <Text size="small" leading="compact" weight="plus">
                {t("offer.event")}
              </Text>
              <Text size="small">{events.find((event) => event.id === eventId)?.title ?? eventId}</Text>
            </div>
          ) : (
            <ComboboxField
              control={control}
              name="event_id"
              label={t("offer.event")}
              placeholder={t("offerForm.eventPlaceholder")}
              options={events.map((event) => ({ value: event.id, label: event.title }))}
            />
          )}
        </div>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField
            control={control}
            name="window_minutes"
            inputMode="numeric"
            label={t("funnel.window")}
            hint={t("funnel.windowHint")}
          />
          <SelectField
            control={control}
            name="accept_limit"
            label={t("funnel.acceptLimit")}
            hint={t("funnel.acceptLimitHint")}
            options={Array.from({ length: MOST_ACCEPTS }, (_, index) => ({
              value: String(index + 1),
              label: String(index + 1),
            }))}
          />
        </div>
        <SwitchField
          control={control}
          name="hold_fulfillment"
          label={t("funnel.hold")}
          hint={t(watch("hold_fulfillment") ? "funnel.holdHint" : "funnel.noHoldHint")}
        />
      </FormSection>

      <FormSection title={t("funnel.steps")} hint={t("funnel.stepsHint")}>
        {!eventId && <InlineTip label={t("offer.event")}>{t("funnel.stepsAfterEvent")}</InlineTip>}
        {eventId && offers && options.length === 0 && (
          <InlineTip label={t("funnel.noOffers")} variant="warning">
            {t("funnel.noOffersHint")}
          </InlineTip>
        )}
        {fields.map((field, index) => (
          <StepFields
            key={field.row_id}
            control={control}
            index={index}
            offers={options.map((offer) => ({ value: offer.id, label: label(offer) }))}
            targets={named.filter((target) => target.value !== field.step_key)}
            only={fields.length === 1}
            onRemove={() => change(withoutStep(getValues("steps"), field.step_key))}
            onBegin={() => change(beginningWith(getValues("steps"), field.step_key))}
          />
        ))}
        <div className="flex flex-wrap items-center gap-3">
          <Button
            size="small"
            variant="secondary"
            type="button"
            disabled={fields.length >= MOST_STEPS}
            onClick={() => change(withNewStep(getValues("steps")))}
          >
            {t("funnel.addStep")}
          </Button>
          {fields.length >= MOST_STEPS && (
            <Text size="small" className="text-ui-fg-subtle">
              {t("funnel.mostSteps", { count: MOST_STEPS })}
            </Text>
          )}
        </div>
      </FormSection>

      <FormSection title={t("funnel.flow")} hint={t("funnel.flowHint")}>
        <FlowView
          steps={flow}
          describe={(key) => {
            const index = steps.findIndex((step) => step.step_key === key)
            return {
              title: nameOf(steps[index], index),
              text: offers?.find((offer) => offer.id === steps[index].offer_id)?.title,
            }
          }}
        />
        {lost.length > 0 && (
          <InlineTip label={t("funnel.lostSteps")} variant="warning">
            {t("funnel.lostStepsHint", {
              steps: named
                .filter((entry) => lost.includes(entry.value))
                .map((entry) => entry.label)
                .join(", "),
            })}
          </InlineTip>
        )}
      </FormSection>
    </div>
  )
}
