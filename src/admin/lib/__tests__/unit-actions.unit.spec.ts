import { AdminUnit } from "../fulfilment-types"
import { actionsFor, canDo, UNIT_ACTIONS } from "../unit-actions"

const unit = (over: Partial<AdminUnit>) =>
  ({ id: "u", status: "PENDING", delivery_method: "MANUAL", problem: null, ...over }) as AdminUnit
const problem = { code: "ticket_not_found", message: "", attempts: 1, next_attempt_at: null }
const possible = (over: Partial<AdminUnit>) => UNIT_ACTIONS.filter((action) => canDo(action, unit(over)))

it("offers by hand what is done by hand", () => {
  expect(possible({})).toEqual(["fulfill"])
  expect(possible({ problem })).toEqual(["fulfill", "retry"])
  expect(possible({ status: "FULFILLED", delivery_method: "QR_TICKET" })).toEqual(["reopen"])
})

it("only tries again what delivers itself", () => {
  expect(possible({ delivery_method: "ACCESS_CODE" })).toEqual(["retry"])
  expect(possible({ delivery_method: "DOWNLOAD", status: "FULFILLED" })).toEqual([])
})

it("leaves refunded units alone", () => {
  expect(possible({ status: "REVOKED", problem })).toEqual([])
})

it("sorts chosen units by what can be done with them", () => {
  const waiting = unit({ id: "1" })
  const ready = unit({ id: "2", status: "FULFILLED" })
  expect(actionsFor([waiting, ready, unit({ id: "3", status: "REVOKED" })])).toEqual([
    { action: "fulfill", units: [waiting] },
    { action: "reopen", units: [ready] },
  ])
})
