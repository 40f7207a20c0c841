import { useRouteModal } from "@medusajs/dashboard/components"
import { Text } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import { useCreateTicketType, useUpdateTicketType } from "../../hooks/use-events"
import { useFeedback } from "../../hooks/use-feedback"
import { useText } from "../../hooks/use-text"
import {
  TicketTypeFormValues,
  ticketTypeFormValues,
  ticketTypeInput,
  validateTicketType,
} from "../../lib/ticket-type-form"
import { AdminEvent, AdminTicketType, TIERS } from "../../lib/types"
import { resolverOf } from "../../lib/validation"
import { DrawerForm } from "../common/form-drawer"
import { SelectField } from "../fields/select-field"
import { TextField } from "../fields/text-field"
import { TextareaField } from "../fields/textarea-field"
import { VariantField } from "../fields/variant-field"

/** Makes a product variant a ticket of the event, or edits the ticket type given. Stands inside a FormDrawer. */
export function TicketTypeDrawer({ event, ticketType }: { event: AdminEvent; ticketType?: AdminTicketType }) {
  const { t } = useText()
  const feedback = useFeedback()
  const { handleSuccess } = useRouteModal()
  const create = useCreateTicketType(event.id)
  const update = useUpdateTicketType(ticketType?.id ?? "")
  const saving = create.isPending || update.isPending

  const form = useForm<TicketTypeFormValues>({
    defaultValues: ticketTypeFormValues(ticketType, event.ticket_types?.length ?? 0),
    resolver: resolverOf<TicketTypeFormValues>(validateTicketType, t),
  })

  const submit = form.handleSubmit(async (values) => {
    const { product_variant_id, ...rest } = ticketTypeInput(values)
    const saved = ticketType ? update.mutateAsync(rest) : create.mutateAsync({ product_variant_id, ...rest })
    await saved.then(() => {
      feedback.done(t(ticketType ? "ticketType.saved" : "ticketType.created", { name: rest.name }))
      handleSuccess(`/monetization/events/${event.id}`)
    }, feedback.failed)
  })

  return (
    <DrawerForm form={form} onSubmit={submit} saving={saving}>
      {ticketType ? (
        <div>
          <Text size="small" leading="compact" weight="plus">
            {t("ticketType.variant")}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {[ticketType.variant?.product?.title, ticketType.variant?.title].filter(Boolean).join(" · ") ||
              ticketType.product_variant_id}
          </Text>
        </div>
      ) : (
        <VariantField
          control={form.control}
          name="product_variant_id"
          label={t("ticketType.variant")}
          hint={t("ticketType.variantHint")}
          value={form.watch("product_variant_id")}
          onChosen={(variant) => {
            if (variant && !form.getValues("name")) {
              form.setValue("name", variant.variantTitle || variant.productTitle, { shouldDirty: true })
            }
          }}
        />
      )}
      <TextField control={form.control} name="name" label={t("ticketType.name")} hint={t("ticketType.nameHint")} />
      <SelectField
        control={form.control}
        name="tier"
        label={t("ticketType.tier")}
        hint={t("ticketType.tierHint")}
        options={TIERS.map((value) => ({ value, label: t(`tier.${value}`) }))}
      />
      <TextareaField control={form.control} name="description" label={t("event.description")} optional />
      <TextField
        control={form.control}
        name="position"
        inputMode="numeric"
        label={t("common.position")}
        hint={t("ticketType.positionHint")}
      />
    </DrawerForm>
  )
}
