import { Form, KeyboundForm } from "@medusajs/dashboard/components"
import { Button, Drawer, Heading, Text, toast, usePrompt } from "@medusajs/ui"
import { useRef } from "react"
import { useForm } from "react-hook-form"
import { useFeedback } from "../../hooks/use-feedback"
import { useRefundPurchase, useUnexplainedRefund } from "../../hooks/use-sales"
import { useSubmitOnce } from "../../hooks/use-submit-once"
import { useText } from "../../hooks/use-text"
import { AdminPurchase } from "../../lib/fulfilment-types"
import { formatMoney } from "../../lib/money"
import {
  refundableUnits,
  refundAmount,
  RefundFormValues,
  refundFormValues,
  refundInput,
  validateRefund,
} from "../../lib/refund-form"
import { parseCount, resolverOf } from "../../lib/validation"
import { SwitchField } from "../fields/switch-field"
import { TextField } from "../fields/text-field"
import { TextareaField } from "../fields/textarea-field"

/** Gives money back for units of one purchase. It opens over whatever page shows the purchase: an offer, an order. */
export function RefundDrawer({ purchase, onClose }: { purchase: AdminPurchase | undefined; onClose: () => void }) {
  const { t } = useText()
  // While the drawer slides away it still shows what it was about.
  const last = useRef(purchase)
  last.current = purchase ?? last.current
  const shown = last.current
  return (
    <Drawer open={purchase !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading className="[overflow-wrap:anywhere]">{t("refund.title", { title: shown?.title })}</Heading>
          </Drawer.Title>
          <Drawer.Description className="text-ui-fg-subtle">{t("refund.hint")}</Drawer.Description>
        </Drawer.Header>
        {shown && <RefundForm key={shown.id} purchase={shown} onClose={onClose} />}
      </Drawer.Content>
    </Drawer>
  )
}

function RefundForm({ purchase, onClose }: { purchase: AdminPurchase; onClose: () => void }) {
  const { t, locale } = useText()
  const prompt = usePrompt()
  const feedback = useFeedback()
  const { mutateAsync, isPending } = useRefundPurchase(purchase.id)
  const { data: unexplained } = useUnexplainedRefund(purchase.order_id)
  const units = refundableUnits(purchase)
  const money = (amount: number) => formatMoney(amount, purchase.currency_code, locale)
  const returned = { amount: unexplained?.amount ?? 0, text: money(unexplained?.amount ?? 0) }
  const form = useForm<RefundFormValues>({
    defaultValues: refundFormValues(purchase),
    resolver: resolverOf<RefundFormValues>((values) => validateRefund(values, purchase, returned), t),
  })
  const alreadyReturned = form.watch("already_returned")
  const amountOf = (quantity: string) => money(refundAmount(purchase, parseCount(quantity) ?? 0))

  const refund = form.handleSubmit(async (values) => {
    const count = parseCount(values.quantity) ?? 0
    const sure = await prompt({
      ...(values.already_returned
        ? { title: t("refund.takeBackTitle", { count }), description: t("refund.takeBackHint") }
        : {
            title: t("refund.confirmTitle", { amount: amountOf(values.quantity) }),
            description: t("refund.confirmHint", { email: purchase.email ?? t("hold.guest") }),
          }),
      confirmText: t(values.already_returned ? "refund.takeBack" : "refund.refund"),
      cancelText: t("common.cancel"),
    })
    if (sure) {
      await mutateAsync(refundInput(values, purchase)).then(({ refund }) => {
        const amount = formatMoney(refund.amount, refund.currency_code, locale)
        if (values.already_returned) {
          feedback.done(t("refund.tookBack", { count }))
        } else if (refund.status === "failed") {
          toast.warning(t("refund.late", { amount }), { description: refund.error, duration: 15_000 })
        } else {
          feedback.done(t("refund.done", { amount }))
        }
        onClose()
      }, feedback.failed)
    }
  })
  const submit = useSubmitOnce(refund, isPending)

  return (
    <Form {...form}>
      <KeyboundForm onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
        <Drawer.Body className="flex flex-1 flex-col gap-y-6 overflow-y-auto">
          <TextField
            control={form.control}
            name="quantity"
            inputMode="numeric"
            label={t("refund.units")}
            hint={t("refund.unitsHint", { count: units })}
          />
          {returned.amount > 0 && (
            <SwitchField
              control={form.control}
              name="already_returned"
              label={t("refund.alreadyReturned")}
              hint={t("refund.alreadyReturnedHint", { amount: returned.text })}
            />
          )}
          <SwitchField
            control={form.control}
            name="restock"
            label={t("refund.restock")}
            hint={t(form.watch("restock") ? "refund.restockHint" : "refund.noRestockHint")}
          />
          <TextareaField
            control={form.control}
            name="note"
            label={t("refund.note")}
            hint={t("refund.noteHint")}
            maxLength={500}
            optional
          />
          <div className="bg-ui-bg-component shadow-elevation-card-rest flex items-baseline justify-between gap-x-4 rounded-lg p-4">
            <Text size="small" weight="plus">
              {t(alreadyReturned ? "refund.amountReturned" : "refund.amount")}
            </Text>
            <Text size="large" weight="plus" className="tabular-nums" role="status">
              {amountOf(form.watch("quantity"))}
            </Text>
          </div>
        </Drawer.Body>
        <Drawer.Footer>
          <Button size="small" variant="secondary" type="button" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button size="small" variant="danger" type="submit" isLoading={isPending}>
            {t(alreadyReturned ? "refund.takeBack" : "refund.refund")}
          </Button>
        </Drawer.Footer>
      </KeyboundForm>
    </Form>
  )
}
