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
/** The second offer's units are uploaded access codes: a seen one is never sold again. */
const CODES = 1
const PRICE = 33.34

/** What may happen to carts and offers, in any order. Numbers are indexes. */
const action = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), cart: fc.nat(CARTS - 1), offer: fc.nat(1), quantity: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constantFrom("renew" as const, "pay" as const, "order" as const), cart: fc.nat(CARTS - 1) }),
  fc.record({ kind: fc.constantFrom("release" as const, "runOut" as const, "abandon" as const), cart: fc.nat(CARTS - 1) }),
  fc.record({ kind: fc.constantFrom("place" as const, "placeAgain" as const), cart: fc.nat(CARTS - 1) }),
  // The whole way at once, or few sequences would come as far as a sale.
  fc.record({ kind: fc.constant("buy" as const), cart: fc.nat(CARTS - 1), offer: fc.nat(1), quantity: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant("return" as const), sale: fc.nat(20), received: fc.nat(3), lost: fc.nat(2) }),
  fc.record({ kind: fc.constant("cancel" as const), sale: fc.nat(20) }),
  fc.record({ kind: fc.constant("deliver" as const), sale: fc.nat(20), units: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant("edit" as const), sale: fc.nat(20), quantity: fc.nat(4) }),
  fc.record({ kind: fc.constant("refund" as const), sale: fc.nat(20), quantity: fc.integer({ min: 1, max: 3 }), restock: fc.boolean() })
)
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never

type ModelHold = { quantity: number; state: "live" | "dead" | "ordering" }
type ModelSale = {
  line: string
  order: string
  offer: number
  /** Units ever bought; those that edits took off, and how many of these they gave back themselves. */
  quantity: number
  removed: number
  netRemoved: number
  refunded: number
  restocked: number
  /** What was refunded here: a return in Medusa is of other units. */
  here: { quantity: number; restock: boolean }[]
  /** Delivered units that were not given back, and codes that were seen and given back. */
  fulfilled: number
  seen: number
  money: number
}

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
  /** What is still owed is taken back before what was delivered. */
  giveBack(sale: ModelSale, refunded: number, restocked: number): void {
    const more = Math.min(sale.quantity, Math.max(sale.refunded, refunded)) - sale.refunded
    const delivered = Math.max(0, more - (sale.quantity - sale.refunded - sale.fulfilled))
    sale.refunded += more
    sale.fulfilled -= delivered
    sale.seen += sale.offer === CODES ? delivered : 0
    sale.restocked = Math.min(sale.refunded - sale.seen, Math.max(sale.restocked, restocked))
  }
  /** What an order says is told in totals, and adds to what was refunded here. */
  returned(sale: ModelSale, received: number, lost: number, canceled = false): void {
    const units = (refunds: ModelSale["here"]) => refunds.reduce((sum, { quantity }) => sum + quantity, 0)
    const refunded = Math.min(sale.quantity, units(sale.here) + sale.netRemoved + received + lost)
    const restocked = Math.min(refunded, units(sale.here.filter(({ restock }) => restock)) + sale.netRemoved + received)
    const unsellable = refunded - restocked
    this.giveBack(sale, canceled ? sale.quantity : refunded, canceled ? sale.quantity - unsellable : restocked)
  }
  ordered = (sale: ModelSale) => sale.quantity - sale.removed
  /** What was refunded here before it is taken off the order counts once. */
  edit(sale: ModelSale, quantity: number): void {
    const off = Math.max(0, this.ordered(sale) - quantity)
    const refundedHere = sale.here.reduce((sum, refund) => sum + refund.quantity, 0)
    const net = Math.max(0, off - Math.max(0, refundedHere - (sale.removed - sale.netRemoved)))
    sale.quantity += Math.max(0, quantity - this.ordered(sale))
    sale.removed += off
    sale.netRemoved += net
    this.giveBack(sale, sale.refunded + net, sale.restocked + net)
  }
  wishes = (cart: number) =>
    [0, 1].flatMap((offer) => {
      const hold = this.hold(cart, offer)
      return hold ? [{ offer, quantity: hold.quantity }] : []
    })
}

testApp(({ container, shop }) => {
  /** Straight into the table: the ledger needs no product behind it. */
  const offerOf = (inventory_total: number, index: number) => ({
    ...(index === CODES ? { delivery_method: "ACCESS_CODE" as const, code_source: "uploaded" as const } : {}),
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
        await service.addCodes(offers[CODES], Array.from({ length: TOTALS[CODES] }, (_, index) => `code ${index}`))
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
                unit_price: String(PRICE),
                total: (PRICE * hold.quantity).toFixed(2),
              })),
            }
            expect(await service.recordSale(sale)).toHaveLength(ordering.length)
            placed.set(cart, sale)
            sale.lines.forEach(({ order_line_item_id, offer_id, quantity }) => {
              const offer = offers.indexOf(offer_id)
              model.holds.delete(model.key(cart, offer))
              const none = { removed: 0, netRemoved: 0, refunded: 0, restocked: 0, fulfilled: 0, seen: 0, money: 0 }
              model.sales.push({ line: order_line_item_id, order: sale.order_id, offer, quantity, here: [], ...none })
            })
          },
          buy: async ({ cart, offer, quantity }) => {
            await perform.set({ kind: "set", cart, offer, quantity })
            await perform.order({ kind: "order", cart } as never)
            await perform.place({ kind: "place", cart } as never)
          },
          placeAgain: async ({ cart }) => {
            const sale = placed.get(cart)
            if (sale) {
              expect(await Promise.all([service.recordSale(sale), service.recordSale(sale)])).toEqual([[], []])
            }
          },
          return: async ({ sale: index, received, lost }) => {
            const sale = model.sales[index % Math.max(1, model.sales.length)]
            if (sale) {
              await service.recordReturns([{ order_line_item_id: sale.line, canceled: false, paid_back: false, fulfilled: 0, received, lost }])
              model.returned(sale, received, lost)
            }
          },
          cancel: async ({ sale: index }) => {
            const sale = model.sales[index % Math.max(1, model.sales.length)]
            if (sale) {
              await service.recordReturns([{ order_line_item_id: sale.line, canceled: true, paid_back: false, fulfilled: 0, received: 0, lost: 0 }])
              model.returned(sale, 0, 0, true)
            }
          },
          deliver: async ({ sale: index, units }) => {
            const sale = model.sales[index % Math.max(1, model.sales.length)]
            if (!sale) {
              return
            }
            const [purchase] = await service.listOfferPurchases({ order_line_item_id: sale.line })
            const all = await service.listOfferUnits({ purchase_id: purchase.id }, { order: { position: "ASC" } })
            const gone = all.find((unit) => unit.status === "REVOKED")
            if (gone) {
              await expect(service.fulfillUnit(gone.id, null)).rejects.toMatchObject({ code: "purchase_refunded" })
            }
            const pending = all.filter((unit) => unit.status === "PENDING").slice(0, units)
            for (const { id } of pending) {
              await Promise.all([1, 2].map(() => (sale.offer === CODES ? service.assignCode(id) : service.fulfillUnit(id, null))))
            }
            sale.fulfilled += pending.length
          },
          edit: async ({ sale: index, quantity }) => {
            const sale = model.sales[index % Math.max(1, model.sales.length)]
            const more = sale && quantity - model.ordered(sale)
            // An edit may sell more than there are; here it doesn't, so that the equation below holds.
            if (!sale || more > TOTALS[sale.offer] - model.sold(sale.offer) - model.held(sale.offer)) {
              return
            }
            model.edit(sale, quantity)
            const lines = model.sales
              .filter(({ order }) => order === sale.order)
              .map((one) => ({
                order_line_item_id: one.line,
                quantity: model.ordered(one),
                unit_price: String(PRICE),
                total: (PRICE * model.ordered(one)).toFixed(2),
              }))
              // Medusa drops a line without units.
              .filter((line) => line.quantity > 0)
            await service.followOrderedLines(sale.order, lines)
            expect(await service.followOrderedLines(sale.order, lines)).toEqual([])
          },
          refund: async ({ sale: index, quantity, restock }) => {
            const sale = model.sales[index % Math.max(1, model.sales.length)]
            if (!sale) {
              return
            }
            const [purchase] = await service.listOfferPurchases({ order_line_item_id: sale.line })
            const request = { purchase_id: purchase.id, quantity, restock, note: null, seen_refunded_quantity: sale.refunded, by: null }
            if (quantity > sale.quantity - sale.refunded) {
              const code = sale.refunded === sale.quantity ? "already_refunded" : "quantity_exceeds_refundable"
              await expect(service.beginRefund(request)).rejects.toMatchObject({ code })
              return
            }
            // Sent twice at once: the second has seen an older state and is refused.
            const answers = await Promise.allSettled([service.beginRefund(request), service.beginRefund(request)])
            const refunds = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []))
            expect(refunds).toHaveLength(1)
            expect(Number(refunds[0].amount)).toBeCloseTo(PRICE * quantity, 2)
            sale.money += Number(refunds[0].amount)
            sale.here.push({ quantity, restock })
            model.giveBack(sale, sale.refunded + quantity, sale.restocked + (restock ? quantity : 0))
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
        for (const sale of model.sales) {
          const [purchase] = await service.listOfferPurchases({ order_line_item_id: sale.line })
          const units = await service.listOfferUnits({ purchase_id: purchase.id })
          const count = (status: string) => units.filter((unit) => unit.status === status).length
          expect([units.length, count("REVOKED"), count("FULFILLED")]).toEqual([sale.quantity, sale.refunded, sale.fulfilled])
          const pending = sale.quantity - sale.refunded - sale.fulfilled
          expect(purchase.status).toBe(sale.refunded === sale.quantity ? "REFUNDED" : pending ? "PENDING" : "FULFILLED")
          expect(sale.money).toBeLessThanOrEqual(PRICE * sale.quantity + 0.001)
        }
        const ofCodes = model.sales.filter((sale) => sale.offer === CODES)
        const sum = (of: (sale: ModelSale) => number) => ofCodes.reduce((total, sale) => total + of(sale), 0)
        const { summary } = await service.listCodes({ offer_id: offers[CODES] }, 1, 0)
        expect(summary).toEqual({
          available: TOTALS[CODES] - sum(({ fulfilled }) => fulfilled) - sum(({ seen }) => seen),
          assigned: sum(({ fulfilled }) => fulfilled),
          retired: sum(({ seen }) => seen),
        })
      }),
      { numRuns: 60 }
    )
  })
})
