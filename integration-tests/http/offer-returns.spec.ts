import { repairOrderOffers } from "../../src/workflows/checkout/repair-order-offers"
import { sweepOrderAttendees } from "../../src/workflows/program"
import { testApp } from "../support/app"
import { eventually } from "../support/checkout"
import { addOffer, createCart, createOffer, orderByInvoice, stockOf } from "../support/shop"

testApp(({ api, container, shop, settle }) => {
  const order = async (quantity: number) => {
    const offerId = await createOffer(api, shop())
    const cartId = await createCart(api, shop(), null)
    await addOffer(api, shop(), cartId, offerId, quantity)
    const { data } = await orderByInvoice(api, shop(), cartId)
    await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === quantity)
    return { offerId, order: data.order as { id: string; items: { id: string }[] } }
  }
  const purchase = async (offerId: string) => (await api.get(`/admin/offers/${offerId}/purchases`, shop().admin)).data.purchases[0]

  it("a cancelled order gives its units back, once", async () => {
    const { offerId, order: placed } = await order(3)
    await api.post(`/admin/orders/${placed.id}/cancel`, {}, shop().admin)
    expect(await eventually(() => stockOf(api, shop(), offerId), ({ sold }) => sold === 0)).toEqual({ total: 10, sold: 0, held: 0, available: 10 })
    expect(await purchase(offerId)).toMatchObject({ status: "REFUNDED", refunded_quantity: 3, restocked_quantity: 3 })
    await sweepOrderAttendees(container(), { settleSeconds: 0, alsoRepair: repairOrderOffers })
    await settle()
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 0 })
  })

  it("the sweep finds a cancellation and a sale whose events were lost", async () => {
    const { offerId, order: placed } = await order(2)
    const pg = container().resolve("__pg_connection__") as { raw: (statement: string, bindings: unknown[]) => Promise<unknown> }
    await pg.raw("delete from offer_purchase where order_id = ?", [placed.id])
    await pg.raw("update offer set sold = 0 where id = ?", [offerId])
    const sweep = () => sweepOrderAttendees(container(), { settleSeconds: 0, alsoRepair: repairOrderOffers })
    await sweep()
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 2 })
    await pg.raw(`update "order" set status = 'canceled', updated_at = now() where id = ?`, [placed.id])
    await sweep()
    expect(await stockOf(api, shop(), offerId)).toMatchObject({ sold: 0, available: 10 })
    expect(await purchase(offerId)).toMatchObject({ status: "REFUNDED", refunded_quantity: 2 })
  })
})
