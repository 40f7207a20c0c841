import { givenBack, netRemoval, OrderLineState, sendableUnits } from "./given-back"

const line = (told: Partial<OrderLineState> = {}): OrderLineState => ({
  order_line_item_id: "ordli_1",
  canceled: false,
  paid_back: false,
  fulfilled: 0,
  received: 0,
  lost: 0,
  ...told,
})
const service = { quantity: 3, delivery_method: "MANUAL" as "MANUAL" | "SHIPMENT", net_removed_quantity: 0 }
const parcels = { ...service, delivery_method: "SHIPMENT" as const }
const edited = { ...service, net_removed_quantity: 1 }
const refund = (quantity: number, restock: boolean) => ({ quantity, restock })

describe("units given back", () => {
  it.each<[string, typeof service, ReturnType<typeof refund>[], Partial<OrderLineState>, number, number]>([
    ["nothing", service, [], {}, 0, 0],
    ["a return", service, [], { received: 2 }, 2, 2],
    ["a damaged return", service, [], { received: 1, lost: 1 }, 2, 1],
    ["a refund here", service, [refund(1, false), refund(1, true)], {}, 2, 1],
    ["a refund here and a return of another unit", service, [refund(1, false)], { fulfilled: 3, received: 1 }, 2, 1],
    ["more than was bought", service, [refund(2, true)], { received: 2 }, 3, 3],
    ["a cancelled order", service, [], { canceled: true }, 3, 3],
    ["a cancelled order of which one was refunded as unsellable", service, [refund(1, false), refund(1, true)], { canceled: true }, 3, 2],
    ["a cancelled order of which one came back damaged", service, [], { canceled: true, lost: 1 }, 3, 2],
    ["all the money, one unit refunded here", service, [refund(1, true)], { paid_back: true }, 3, 1],
    ["one taken off the order", edited, [], {}, 1, 1],
    ["one refunded here and then taken off the order", service, [refund(1, false)], {}, 1, 0],
    ["one taken off the order, and another one refunded here", edited, [refund(1, false)], {}, 2, 1],
    ["one taken off the order, one refunded here, one returned", edited, [refund(1, true)], { received: 1 }, 3, 3],
    ["one taken off the order, and another one returned", edited, [], { received: 1 }, 2, 2],
    ["a parcel refunded after it was sent, now back", parcels, [refund(1, false)], { fulfilled: 3, received: 1 }, 1, 1],
    ["the same, in stock again since the refund", parcels, [refund(1, true)], { fulfilled: 3, received: 1 }, 1, 1],
    ["the same, damaged", parcels, [refund(1, false)], { fulfilled: 3, lost: 1 }, 1, 0],
    ["the same and one more", parcels, [refund(1, true)], { fulfilled: 3, received: 2 }, 2, 2],
    ["a parcel refunded before it was sent, another one back", parcels, [refund(1, true)], { fulfilled: 2, received: 1 }, 2, 2],
    ["a parcel refunded after it was sent, when the last one not sent had been taken off", { ...parcels, net_removed_quantity: 1 }, [refund(1, false)], { fulfilled: 2, received: 1 }, 2, 2],
    ["one refunded before, one after it was sent, one back", parcels, [refund(1, true), refund(1, false)], { fulfilled: 2, received: 1 }, 2, 2],
  ])("%s", (_case, bought, refunds, told, refunded, restocked) => {
    expect(givenBack(bought, refunds, line(told))).toMatchObject({ refunded, restocked })
  })
})

it("doesn't send a unit that was refunded after another one was taken off the order", () => {
  expect(sendableUnits({ ...parcels, net_removed_quantity: 1, refunded_quantity: 2 }, [refund(1, true)], line())).toBe(1)
})

describe("units that an edit gives back", () => {
  it.each<[string, number, number, ReturnType<typeof refund>[], number, number]>([
    ["nothing was refunded here", 0, 0, [], 2, 2],
    ["one of them was refunded here before", 0, 0, [refund(1, false)], 2, 1],
    ["more were refunded here before", 0, 0, [refund(2, true), refund(1, true)], 2, 0],
    ["what was refunded here was taken off by an edit before", 1, 0, [refund(1, true)], 1, 1],
    ["one refunded here since an edit that gave one back", 1, 1, [refund(1, true)], 2, 1],
  ])("%s", (_case, removed_quantity, net_removed_quantity, refunds, units, net) => {
    expect(netRemoval({ removed_quantity, net_removed_quantity }, refunds, units)).toBe(net)
  })
})

describe("parcels that may be sent", () => {
  it.each<[string, ReturnType<typeof refund>[], Partial<OrderLineState>, number]>([
    ["all", [], {}, 3],
    ["not those on their way", [], { fulfilled: 1 }, 2],
    ["not those refunded", [refund(1, true)], {}, 2],
    ["those still owed after a return", [], { fulfilled: 2, received: 1 }, 1],
    ["none when more was refunded than was left to send", [refund(2, false)], { fulfilled: 2 }, 0],
    ["not those refunded and then called back", [refund(1, false)], { fulfilled: 0 }, 2],
    ["none of a cancelled order", [], { canceled: true }, 0],
    ["none when all the money went back", [], { paid_back: true }, 0],
  ])("%s", (_case, refunds, told, units) => {
    const refunded_quantity = givenBack(parcels, refunds, line(told)).refunded
    expect(sendableUnits({ ...parcels, refunded_quantity }, refunds, line(told))).toBe(units)
  })
})
