import { ContainerRegistrationKeys, generateEntityId } from "@medusajs/framework/utils"
import fc from "fast-check"
import { OFFER_MODULE } from "../../src/modules/offer"
import type { ReserveInput } from "../../src/modules/offer/hold-ledger"
import { OfferRefusedError } from "../../src/modules/offer/refusal"
import type OfferModuleService from "../../src/modules/offer/service"
import { testApp } from "../support/app"
import { runOut } from "../support/checkout"

const CARTS = 3
const TOTALS = [4, 7]

/** What may happen to carts and offers, in any order. Numbers are indexes. */
const action = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), cart: fc.nat(CARTS - 1), offer: fc.nat(1), quantity: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constantFrom("renew" as const, "pay" as const, "order" as const), cart: fc.nat(CARTS - 1) }),
  fc.record({ kind: fc.constantFrom("release" as const, "runOut" as const, "abandon" as const), cart: fc.nat(CARTS - 1) }),
  fc.record({ kind: fc.constantFrom("place" as const, "placeAgain" as const), cart: fc.nat(CARTS - 1) }),
  fc.record({ kind: fc.constant("return" as const), sale: fc.nat(20), refunded: fc.nat(5), restocked: fc.nat(5) })
)
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never

type ModelHold = { quantity: number; state: "live" | "dead" | "ordering" }
type ModelSale = { line: string; offer: number; quantity: number; refunded: number; restocked: number }

/** The rules in a few lines, without clocks, rows and locks. */
class Model {
  holds = new Map<string, ModelHold>()
  sales: ModelSale[] = []

  key = (cart: number, offer: number) => `${cart}:${offer}`
  hold = (cart: number, offer: number) => this.holds.get(this.key(cart, offer))
  sold = (offer: number) => this.sales.filter((sale) => sale.offer === offer).reduce((sum, sale) => sum + sale.quantity - sale.restocked, 0)
  held(offer: number, except?: number): number {
    return [...this.holds].reduce((sum, [key, { quantity, state }]) => {
      const [cart, of] = key.split(":").map(Number)
      return of === offer && cart !== except && state !== "dead" ? sum + quantity : sum
    }, 0)
  }
  /** All of the cart's wishes or none. */
  reserve(cart: number, wishes: { offer: number; quantity: number }[], state: "live" | "ordering"): boolean {
    const blocked = wishes.some(({ offer }) => state === "live" && this.hold(cart, offer)?.state === "ordering")
    const possible = wishes.every(({ offer, quantity }) => quantity <= TOTALS[offer] - this.sold(offer) - this.held(offer, cart))
    if (blocked || !possible) {
      return false
    }
    wishes.forEach(({ offer, quantity }) => this.holds.set(this.key(cart, offer), { quantity, state }))
    return true
  }
  wishes = (cart: number) =>
    [0, 1].flatMap((offer) => {
      const hold = this.hold(cart, offer)
      return hold ? [{ offer, quantity: hold.quantity }] : []
    })
}

testApp(({ container, shop }) => {
  /** Straight into the table: the ledger needs no product behind it. */
  const offerOf = (inventory_total: number) => ({
    event_id: shop().eventId,
    type: "SERVICE" as const,
    title: "Backstage tour",
    status: "published" as const,
    placements: [] as never,
    target_session_ids: [] as never,
    target_tiers: [] as never,
    product_id: "prod_none",
    variant_id: "variant_none",
    catalog_status: "disabled" as const,
    inventory_total,
    prices: [{ currency_code: "eur", amount: 45 }] as never,
  })

  it("stock is exact after any sequence of holds, payments, orders, failures and returns", async () => {
    const service = container().resolve<OfferModuleService>(OFFER_MODULE)
    const pg = container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const buyer = { customer_id: null, email: null, tickets: [] }

    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 30 }), async (actions) => {
        const offers = (await service.createOffers(TOTALS.map(offerOf))).map((offer) => offer.id)
        const run = generateEntityId()
        const cartId = (cart: number) => `cart_${run}_${cart}`
        const model = new Model()
        const placed = new Map<number, Parameters<OfferModuleService["recordSale"]>[0]>()

        const reserve = async (cart: number, moment: ReserveInput["moment"], wishes: { offer: number; quantity: number }[]) => {
          try {
            await service.reserve({
              cart_id: cartId(cart),
              currency_code: "eur",
              buyer,
              moment,
              items: wishes.map(({ offer, quantity }) => ({ offer_id: offers[offer], quantity })),
            })
            return true
          } catch (error) {
            if (error instanceof OfferRefusedError) {
              return false
            }
            throw error
          }
        }
        const openHolds = async (cart: number) =>
          (await service.listCartHolds(cartId(cart))).filter((hold) => hold.status === "active" || hold.status === "ordering")

        const perform: { [Kind in Action["kind"]]: (step: Extract<Action, { kind: Kind }>) => Promise<void> } = {
          set: async ({ cart, offer, quantity }) => {
            expect(await reserve(cart, "add", [{ offer, quantity }])).toBe(model.reserve(cart, [{ offer, quantity }], "live"))
          },
          renew: async ({ cart }) => {
            expect(await reserve(cart, "renew", model.wishes(cart))).toBe(model.reserve(cart, model.wishes(cart), "live"))
          },
          pay: async ({ cart }) => {
            expect(await reserve(cart, "pay", model.wishes(cart))).toBe(model.reserve(cart, model.wishes(cart), "live"))
          },
          order: async ({ cart }) => {
            expect(await reserve(cart, "order", model.wishes(cart))).toBe(model.reserve(cart, model.wishes(cart), "ordering"))
          },
          release: async ({ cart }) => {
            await service.endHolds((await openHolds(cart)).map((hold) => hold.id), "released", "test")
            model.holds.forEach(({ state }, key) => key.startsWith(`${cart}:`) && state !== "ordering" && model.holds.delete(key))
          },
          runOut: async ({ cart }) => {
            await runOut(container(), cartId(cart))
            model.holds.forEach((hold, key) => key.startsWith(`${cart}:`) && hold.state === "live" && (hold.state = "dead"))
          },
          abandon: async ({ cart }) => {
            await service.abandonOrdering(cartId(cart), "test")
            const clocks = await openHolds(cart)
            offers.forEach((id, offer) => {
              const hold = model.hold(cart, offer)
              if (hold?.state === "ordering") {
                hold.state = clocks.find((row) => row.offer_id === id)?.live ? "live" : "dead"
              }
            })
          },
          place: async ({ cart }) => {
            const ordering = (await openHolds(cart)).filter((hold) => hold.status === "ordering")
            if (!ordering.length) {
              return
            }
            const sale = {
              order_id: generateEntityId(undefined, "order"),
              cart_id: cartId(cart),
              customer_id: null,
              email: null,
              currency_code: "eur",
              lines: ordering.map((hold) => ({
                order_line_item_id: generateEntityId(undefined, "ordli"),
                offer_id: hold.offer_id,
                hold_id: hold.id,
                quantity: hold.quantity,
                unit_price: "45",
                total: "45",
              })),
            }
            expect(await service.recordSale(sale)).toHaveLength(ordering.length)
            placed.set(cart, sale)
            sale.lines.forEach(({ order_line_item_id, offer_id, quantity }) => {
              const offer = offers.indexOf(offer_id)
              model.holds.delete(model.key(cart, offer))
              model.sales.push({ line: order_line_item_id, offer, quantity, refunded: 0, restocked: 0 })
            })
          },
          placeAgain: async ({ cart }) => {
            const sale = placed.get(cart)
            if (sale) {
              expect(await Promise.all([service.recordSale(sale), service.recordSale(sale)])).toEqual([[], []])
            }
          },
          return: async ({ sale: index, refunded, restocked }) => {
            const sale = model.sales[index % Math.max(1, model.sales.length)]
            if (sale) {
              await service.recordReturns([{ order_line_item_id: sale.line, refunded, restocked, cause: "test" }])
              sale.refunded = Math.min(sale.quantity, Math.max(sale.refunded, refunded))
              sale.restocked = Math.min(sale.refunded, Math.max(sale.restocked, restocked))
            }
          },
        }

        for (const step of actions) {
          await perform[step.kind](step as never)
          const stock = await service.stockOf(offers)
          offers.forEach((id, offer) => {
            const [sold, held] = [model.sold(offer), model.held(offer)]
            expect(sold + held).toBeLessThanOrEqual(TOTALS[offer])
            expect(stock.get(id)).toEqual({ total: TOTALS[offer], sold, held, available: TOTALS[offer] - sold - held })
          })
        }
        const { rows } = await pg.raw(
          `select o.sold - coalesce(sum(p.quantity - p.restocked_quantity), 0) as drift
             from offer o left join offer_purchase p on p.offer_id = o.id where o.id = any(?) group by o.id`,
          [offers]
        )
        expect(rows.map((row: { drift: string }) => Number(row.drift))).toEqual([0, 0])
      }),
      { numRuns: 40 }
    )
  })
})
