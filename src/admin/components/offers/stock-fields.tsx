import { InlineTip, Text } from "@medusajs/ui"
import { UseFormReturn } from "react-hook-form"
import { useText } from "../../hooks/use-text"
import { stockIsCodes } from "../../lib/delivery"
import { formatNumber } from "../../lib/format"
import { hasTicketLimit, OfferFormValues } from "../../lib/offer-form"
import { AdminOffer } from "../../lib/types"
import { FormSection } from "../common/form-section"
import { SwitchField } from "../fields/switch-field"
import { TextField } from "../fields/text-field"

/** How many there are and how many one may have. Uploaded codes are the stock themselves. */
export function StockFields({ form, offer }: { form: UseFormReturn<OfferFormValues>; offer?: AdminOffer }) {
  const { t } = useText()
  const { control, watch } = form
  const [method, source, limited, requiresTicket, tiers] = watch([
    "delivery_method",
    "code_source",
    "limited",
    "requires_ticket",
    "target_tiers",
  ])
  const codes = stockIsCodes({ delivery_method: method, code_source: source })
  const limit = { control, inputMode: "numeric", placeholder: t("offerForm.noLimit"), optional: true } as const

  return (
    <FormSection title={t("offerForm.stock")}>
      {codes ? (
        <CodeStock offer={offer} />
      ) : (
        <SwitchField
          control={control}
          name="limited"
          label={t("offerForm.limited")}
          hint={t(limited ? "offerForm.limitedHint" : "offerForm.unlimitedHint")}
        />
      )}
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        {limited && !codes && (
          <TextField control={control} name="inventory_total" inputMode="numeric" label={t("offerForm.total")} />
        )}
        <TextField {...limit} name="per_customer_limit" label={t("offerForm.perCustomer")} />
        <TextField {...limit} name="per_order_limit" label={t("offerForm.perOrder")} />
        {hasTicketLimit({ requires_ticket: requiresTicket, target_tiers: tiers, delivery_method: method }) && (
          <TextField {...limit} name="per_ticket_limit" label={t("offerForm.perTicket")} />
        )}
      </div>
      {method === "TICKET_UPGRADE" && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("offerForm.perTicketUpgrade")}
        </Text>
      )}
    </FormSection>
  )
}

/** The number of codes, to be read only; how to change it depends on whether the offer exists yet. */
function CodeStock({ offer }: { offer?: AdminOffer }) {
  const { t, locale } = useText()
  const uploaded = offer && stockIsCodes(offer) ? (offer.inventory_total ?? 0) : null
  return (
    <div className="flex flex-col gap-y-3">
      {uploaded !== null && (
        <div>
          <Text size="small" leading="compact" weight="plus">
            {t("offerForm.total")}
          </Text>
          <Text size="small" className="tabular-nums">
            {formatNumber(uploaded, locale)}
          </Text>
        </div>
      )}
      <InlineTip label={t("offerForm.codesAreStock")} variant="info">
        {t(offer ? "offerForm.codesAreStockHint" : "offerForm.codesAfterSaving")}
      </InlineTip>
    </div>
  )
}
