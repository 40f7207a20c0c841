import type { StoreTicketType } from "@event-monetization/storefront-kit"
import {
  errorText,
  Money,
  pressable,
  QuantityStepper,
  useCart,
  usePresentation,
} from "@event-monetization/storefront-kit/react"
import { useState } from "react"
import { useNavigate } from "react-router-dom"
import { partlyAddedText, stillToAdd } from "../added-tickets.ts"

/** Ticket types with their prices and quantities, and one button for all of them. */
export function TicketPicker({ ticketTypes }: { ticketTypes: StoreTicketType[] }) {
  const { addTickets } = useCart()
  const { labels } = usePresentation()
  const navigate = useNavigate()
  const [quantities, setQuantities] = useState<Record<string, number>>({})
  const [isAdding, setAdding] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const chosen = ticketTypes.filter((type) => (quantities[type.id] ?? 0) > 0)
  const count = chosen.reduce((sum, type) => sum + (quantities[type.id] ?? 0), 0)
  const total = chosen.reduce((sum, type) => sum + (type.price ?? 0) * (quantities[type.id] ?? 0), 0)
  const currency = chosen[0]?.currency ?? ""

  const add = async () => {
    setAdding(true)
    setError(null)
    const lines = chosen.map((type) => ({ variantId: type.variantId, quantity: quantities[type.id] ?? 1 }))
    const { added, error: failure } = await addTickets(lines)
    setAdding(false)
    if (!failure) {
      void navigate("/cart")
      return
    }
    setQuantities((before) => stillToAdd(before, ticketTypes, added))
    setError(partlyAddedText(ticketTypes, added, errorText(failure, labels)))
  }

  return (
    <>
      <ul className="tickets" role="list">
        {ticketTypes.map((type) => (
          <li key={type.id} className={`ticket ticket--${type.tier.toLowerCase()}`} data-ticket-type-id={type.id}>
            <div className="ticket__main">
              <h3 className="ticket__name">{type.name}</h3>
              {type.description ? <p className="ticket__text">{type.description}</p> : null}
            </div>
            <div className="ticket__buy">
              {type.price === null || type.currency === null ? (
                <p className="ticket__price ticket__price--none">Not sold in your region</p>
              ) : (
                <>
                  <p className="ticket__price">
                    <Money amount={type.price} currency={type.currency} trim />
                    {type.originalPrice !== null && type.originalPrice > type.price ? (
                      <s>
                        <span className="em-visually-hidden">Original price </span>
                        <Money amount={type.originalPrice} currency={type.currency} trim />
                      </s>
                    ) : null}
                  </p>
                  <QuantityStepper
                    title={type.name}
                    value={quantities[type.id] ?? 0}
                    max={10}
                    disabled={isAdding}
                    onChange={(value) => setQuantities((before) => ({ ...before, [type.id]: value }))}
                  />
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      <div className="ticket-bar" data-active={count > 0}>
        <p className="ticket-bar__sum" aria-live="polite">
          {count > 0 ? (
            <>
              {count === 1 ? "1 ticket" : `${count} tickets`} <Money amount={total} currency={currency} />
            </>
          ) : (
            "Choose how many you need"
          )}
        </p>
        <button type="button" className="em-button" {...pressable(count === 0 || isAdding, () => void add())}>
          {isAdding ? "Adding…" : "Add to cart"}
        </button>
      </div>
      <p className="form-error" role="alert">
        {error}
      </p>
    </>
  )
}
