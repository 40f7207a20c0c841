import { judgeAccept, judgeDecline } from "./judge-answer"
import { DecisionKind, Outcome } from "./types"

const at = new Date("2026-05-01T12:00:00Z")
const later = new Date(at.getTime() + 1)
const run = { current_step_id: "a", accept_limit: 2, live: true, at }
const answer = (step_id: string, decision: DecisionKind, outcome: Outcome | null = null, leased_until: Date | null = null) => ({
  step_id,
  decision,
  outcome,
  leased_until,
})
const code = (verdict: unknown) => (typeof verdict === "object" ? (verdict as { code: string }).code : verdict)

describe("accepting a step", () => {
  it.each([
    ["begins", run, [], "begin"],
    ["of another step is refused", { ...run, current_step_id: "b" }, [], "funnel_step_not_current"],
    ["after the time is up is refused", { ...run, live: false }, [], "funnel_expired"],
    ["of another step after the time is up is too late first of all", { ...run, live: false, current_step_id: "b" }, [], "funnel_expired"],
    ["when it was declined is refused", run, [answer("a", "declined")], "funnel_step_not_current"],
    ["when it is being worked on waits", run, [answer("a", "accepted", "pending", later)], "answered"],
    ["when the work was left is taken over", run, [answer("a", "accepted", "pending", at)], "take_over"],
    ["when the work was given up is taken over", { ...run, live: false }, [answer("a", "accepted", "pending")], "take_over"],
    ["when it was ordered answers the same", { ...run, current_step_id: "b" }, [answer("a", "accepted", "ordered")], "answered"],
    ["when it waits on a page answers the same, for ever", { ...run, live: false }, [answer("a", "accepted", "payment_page")], "answered"],
    ["when the payment failed is tried again", run, [answer("a", "accepted", "payment_failed")], "retry"],
    ["when the payment failed and the time is up is refused", { ...run, live: false }, [answer("a", "accepted", "payment_failed")], "funnel_expired"],
    ["when the payment failed and the run went on answers the same", { ...run, current_step_id: "b" }, [answer("a", "accepted", "payment_failed")], "answered"],
    [
      "once as many were accepted as may be is refused",
      run,
      [answer("x", "accepted", "ordered"), answer("y", "accepted", "payment_page")],
      "funnel_accept_limit",
    ],
    ["after a failed payment still counts up to the limit", run, [answer("x", "accepted", "ordered"), answer("y", "accepted", "payment_failed")], "begin"],
  ])("%s", (_what, given, decisions, expected) => {
    expect(code(judgeAccept(given, decisions, "a"))).toBe(expected)
  })
})

describe("declining a step", () => {
  it.each([
    ["moves on", run, [], "decline"],
    ["twice answers the same", { ...run, current_step_id: "b" }, [answer("a", "declined")], "answered"],
    ["of another step is refused", { ...run, current_step_id: "b" }, [], "funnel_step_not_current"],
    ["after the time is up is refused", { ...run, live: false }, [], "funnel_expired"],
    ["while it is being paid is refused", run, [answer("a", "accepted", "pending", later)], "funnel_payment_in_progress"],
    ["after it was bought is refused", run, [answer("a", "accepted", "ordered")], "funnel_step_not_current"],
    ["after a failed payment moves on", run, [answer("a", "accepted", "payment_failed")], "decline"],
  ])("%s", (_what, given, decisions, expected) => {
    expect(code(judgeDecline(given, decisions, "a"))).toBe(expected)
  })
})
