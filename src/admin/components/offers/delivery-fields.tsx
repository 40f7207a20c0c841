import { InlineTip, Text } from "@medusajs/ui"
import { useEffect } from "react"
import { UseFormReturn } from "react-hook-form"
import { useText } from "../../hooks/use-text"
import { deliveryMethodFor, deliveryMethodsOf } from "../../lib/delivery"
import { OfferFormValues } from "../../lib/offer-form"
import { AdminOffer, CODE_SOURCES, UPGRADE_TIERS } from "../../lib/types"
import { FormSection } from "../common/form-section"
import { RadioField } from "../fields/radio-field"
import { SwitchField } from "../fields/switch-field"

/** How the buyer gets it: what the type allows, in words, and what that way needs to know. */
export function DeliveryFields({ form, offer }: { form: UseFormReturn<OfferFormValues>; offer?: AdminOffer }) {
  const { t } = useText()
  const { control, watch, setValue, getValues } = form
  const type = watch("type")
  const method = watch("delivery_method")
  // Those who bought it are promised that way.
  const fixed = offer !== undefined && offer.stock.sold > 0

  // Another type has other ways: what was chosen is kept only where the new type has it too.
  useEffect(() => {
    const fitting = deliveryMethodFor(type, getValues("delivery_method"))
    if (fitting !== getValues("delivery_method")) {
      setValue("delivery_method", fitting, { shouldDirty: true, shouldValidate: false })
    }
  }, [type, getValues, setValue])

  if (!type) {
    return null
  }

  const methods = deliveryMethodsOf(type)
  return (
    <FormSection title={t("delivery.title")} hint={t("delivery.hint")}>
      {fixed ? (
        <InlineTip label={t(`deliveryMethod.${offer.delivery_method}`)} variant="info">
          {t("delivery.fixed")}
        </InlineTip>
      ) : methods.length === 1 ? (
        <div>
          <Text size="small" leading="compact" weight="plus">
            {t(`deliveryMethod.${methods[0]}`)}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {t(`deliveryMethodHint.${methods[0]}`)}
          </Text>
        </div>
      ) : (
        <RadioField
          control={control}
          name="delivery_method"
          label={t("delivery.method")}
          choices={methods.map((value) => ({
            value,
            label: t(`deliveryMethod.${value}`),
            description: t(`deliveryMethodHint.${value}`),
          }))}
        />
      )}
      {method === "TICKET_UPGRADE" && (
        <RadioField
          control={control}
          name="upgrade_tier"
          label={t("delivery.upgradeTier")}
          hint={t("delivery.upgradeTierHint")}
          choices={UPGRADE_TIERS.map((value) => ({
            value,
            label: t(`tier.${value}`),
            description: t(`upgradeTierHint.${value}`),
          }))}
        />
      )}
      {method === "TICKET_UPGRADE" && (
        <SwitchField
          control={control}
          name="charges_difference"
          label={t("delivery.chargesDifference")}
          hint={t("delivery.chargesDifferenceHint")}
        />
      )}
      {method === "ACCESS_CODE" && !fixed && (
        <RadioField
          control={control}
          name="code_source"
          label={t("delivery.codeSource")}
          choices={CODE_SOURCES.map((value) => ({
            value,
            label: t(`codeSource.${value}`),
            description: t(`codeSourceHint.${value}`),
          }))}
        />
      )}
    </FormSection>
  )
}
