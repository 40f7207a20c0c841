import { ArrowUpMini, Trash } from "@medusajs/icons"
import { Badge, Button, Heading, IconButton } from "@medusajs/ui"
import { Control } from "react-hook-form"
import { useText } from "../../hooks/use-text"
import { END, FunnelFormValues } from "../../lib/funnel-form"
import { ComboboxField } from "../fields/combobox-field"
import { SelectField } from "../fields/select-field"
import { TextField } from "../fields/text-field"
import { TextareaField } from "../fields/textarea-field"

type StepFieldsProps = {
  control: Control<FunnelFormValues>
  index: number
  offers: { value: string; label: string }[]
  /** The other steps, for its ways on. */
  targets: { value: string; label: string }[]
  only: boolean
  onRemove: () => void
  onBegin: () => void
}

/** One step: what it sells, how it says so, and where each answer leads. */
export function StepFields({ control, index, offers, targets, only, onRemove, onBegin }: StepFieldsProps) {
  const { t } = useText()
  const number = index + 1
  const ways = [{ value: END, label: t("funnel.end") }, ...targets]
  return (
    <fieldset className="bg-ui-bg-base shadow-elevation-card-rest flex min-w-0 flex-col gap-y-4 rounded-lg p-4">
      <legend className="sr-only">{t("funnel.step", { number })}</legend>
      <div className="flex items-center justify-between gap-x-2">
        <div className="flex items-center gap-x-2">
          <Heading level="h3" aria-hidden>
            {t("funnel.step", { number })}
          </Heading>
          {index === 0 && (
            <Badge size="2xsmall" color="blue">
              {t("funnel.entry")}
            </Badge>
          )}
        </div>
        <div className="flex items-center gap-x-1">
          {index > 0 && (
            <Button size="small" variant="transparent" type="button" onClick={onBegin}>
              <ArrowUpMini />
              {t("funnel.beginHere")}
            </Button>
          )}
          {!only && (
            <IconButton
              size="small"
              variant="transparent"
              type="button"
              aria-label={t("funnel.removeStep", { number })}
              onClick={onRemove}
            >
              <Trash />
            </IconButton>
          )}
        </div>
      </div>
      <ComboboxField
        control={control}
        name={`steps.${index}.offer_id`}
        label={t("offer.offer")}
        placeholder={t("funnel.offerPlaceholder")}
        options={offers}
      />
      <TextField
        control={control}
        name={`steps.${index}.headline`}
        label={t("funnel.headline")}
        placeholder={t("funnel.headlinePlaceholder")}
      />
      <TextareaField
        control={control}
        name={`steps.${index}.message`}
        label={t("funnel.message")}
        placeholder={t("funnel.messagePlaceholder")}
        maxLength={2000}
        optional
      />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <SelectField
          control={control}
          name={`steps.${index}.on_accept`}
          label={t("funnel.whenAccepted")}
          options={ways}
        />
        <SelectField
          control={control}
          name={`steps.${index}.on_decline`}
          label={t("funnel.whenDeclined")}
          options={ways}
        />
      </div>
    </fieldset>
  )
}
