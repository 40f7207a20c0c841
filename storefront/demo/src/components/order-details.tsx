import { formatDate, type MedusaOrder } from "@event-monetization/storefront-kit"
import { Money, OfferImage, usePresentation } from "@event-monetization/storefront-kit/react"
import { orderSums, shownTotal } from "../order-sums.ts"
import { useShop } from "../shop-context.tsx"

/** Number, items, totals and address of a placed order. */
export function OrderDetails({ order }: { order: MedusaOrder }) {
  const { locale } = usePresentation()
  const { timeZone } = useShop()
  const currency = order.currency_code
  const sums = orderSums(order)
  const rows: [string, number][] = [
    ["Subtotal", sums.subtotal],
    ["Delivery", sums.delivery],
    ["Discount", -sums.discount],
    ["Tax", sums.taxOnTop],
  ]
  const address = order.shipping_address?.address_1 ? order.shipping_address : null
  const [method] = order.shipping_methods ?? []
  return (
    <section className="order" aria-labelledby="order-title">
      <h2 id="order-title" className="order__title">
        Order {order.display_id ? `#${order.display_id}` : order.id}
      </h2>
      <p className="order__meta">
        {formatDate(order.created_at, { timeZone, locale })}
        {order.email ? ` · ${order.email}` : ""}
      </p>
      <ul className="em-lines" role="list" aria-label="Items">
        {(order.items ?? []).map((item) => (
          <li key={item.id} className="em-line">
            <OfferImage src={item.thumbnail ?? null} className="em-line__image" />
            <div className="em-line__main">
              <p className="em-line__title">{item.product_title ?? item.title}</p>
              {item.variant_title && !/^default( variant)?$/i.test(item.variant_title) ? (
                <p className="em-line__subtitle">{item.variant_title}</p>
              ) : null}
              <p className="em-line__subtitle">× {item.quantity}</p>
            </div>
            <p className="em-line__total">
              <Money amount={shownTotal(item)} currency={currency} />
            </p>
          </li>
        ))}
      </ul>
      <dl className="em-totals">
        {rows.map(([label, amount]) =>
          Math.abs(amount) >= 0.005 ? (
            <div key={label} className="em-totals__row">
              <dt>{label}</dt>
              <dd>
                <Money amount={amount} currency={currency} />
              </dd>
            </div>
          ) : null
        )}
        <div className="em-totals__row em-totals__row--total">
          <dt>Paid</dt>
          <dd>
            <Money amount={order.total} currency={currency} />
          </dd>
        </div>
        {sums.taxIncluded > 0 ? (
          <div className="em-totals__row em-totals__row--note">
            <dt>Includes tax of</dt>
            <dd>
              <Money amount={sums.taxIncluded} currency={currency} />
            </dd>
          </div>
        ) : null}
      </dl>
      {address && method ? (
        <p className="order__meta">
          {method.name ?? "Delivery"} for {address.first_name} {address.last_name}, {address.address_1}, {address.postal_code} {address.city}
        </p>
      ) : null}
    </section>
  )
}
