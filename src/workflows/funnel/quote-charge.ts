import { MedusaContainer } from "@medusajs/framework/types"
import { decorateCartTotals } from "@medusajs/framework/utils"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { getItemTaxLinesStep, GetItemTaxLinesStepInput } from "@medusajs/medusa/core-flows"
import { chooseShippingOption, isCalculated, ShippingOption } from "./choose-shipping-option"
import { FirstOrder } from "./first-order"
import { loadQuoteCart, QuoteCart } from "./quote-cart"
import { loadQuoteItem, OfferedLine, QuoteItem } from "./quote-item"
import { listQuoteShipping } from "./quote-shipping"
import { chargeOf, StepCharge, SummedCart } from "./step-charge"

/** `undeliverable`: there is no way to send it where the first order goes. `unknown`: only a cart could tell. */
export type Quote = StepCharge | "undeliverable" | "unknown"

type Method = { id: string; shipping_option_id: string; name: string; amount: number; is_tax_inclusive: boolean }

type Taxed<Part> = Part & { tax_lines: object[] }

/** Medusa's own step, so that taxes are asked for as for a cart. */
const quoteTaxLinesWorkflow = createWorkflow("quote-funnel-tax-lines", (input: GetItemTaxLinesStepInput) => {
  return new WorkflowResponse(getItemTaxLinesStep(input))
})

/**
 * What accepting an offer after an order charges, before there is a cart or a hold: with the price, tax and shipping that
 * the cart of `openDecisionCart` and `fillDecisionCart` is going to have. Promotions that apply by themselves are left
 * out; they make it less. `unknown` where a carrier calculates what sending costs, which Medusa can't ask for without a
 * cart.
 */
export async function quoteCharge(container: MedusaContainer, order: FirstOrder, line: OfferedLine): Promise<Quote> {
  const cart = await loadQuoteCart(container, order)
  const item = cart && (await loadQuoteItem(container, cart, line))
  if (!cart || !item) {
    return "unknown"
  }
  const taxed = { ...item, tax_lines: await itemTaxLines(container, cart, item) }
  const summed = sum(cart, taxed, [])
  if (!item.requires_shipping) {
    return chargeOf(summed)
  }
  const options = await listQuoteShipping(container, cart, item, { item_total: Number(summed.item_total), total: Number(summed.total) })
  const before = order.shipping_methods.map(({ shipping_option_id }) => shipping_option_id)
  const option = chooseShippingOption(options, before, item.shipping_profile_id)
  if (!option || isCalculated(option)) {
    return option ? "unknown" : "undeliverable"
  }
  const method = methodOf(option)
  return chargeOf(sum(cart, taxed, [{ ...method, tax_lines: await shippingTaxLines(container, cart, method) }]))
}

const methodOf = ({ id, name, amount, is_tax_inclusive = false }: ShippingOption): Method => ({
  id: `quote_${id}`,
  shipping_option_id: id,
  name,
  amount: Number(amount),
  is_tax_inclusive,
})

async function itemTaxLines(container: MedusaContainer, cart: QuoteCart, item: QuoteItem) {
  const input = { orderOrCart: { ...cart, shipping_methods: [] }, items: [item], shipping_methods: [] } as never
  return (await quoteTaxLinesWorkflow(container).run({ input })).result.lineItemTaxLines
}

async function shippingTaxLines(container: MedusaContainer, cart: QuoteCart, method: Method) {
  const input = { orderOrCart: { ...cart, shipping_methods: [method] }, items: [], shipping_methods: [method] } as never
  return (await quoteTaxLinesWorkflow(container).run({ input })).result.shippingMethodsTaxLines
}

/** With Medusa's totals. Copies: it writes them into what it is given. */
function sum(cart: QuoteCart, item: Taxed<QuoteItem>, methods: Taxed<Method>[]): SummedCart & { item_total: unknown } {
  const { currency_code, region } = cart
  return decorateCartTotals({
    currency_code,
    region,
    items: [{ ...item }],
    shipping_methods: methods.map((method) => ({ ...method })),
  } as never) as never
}
