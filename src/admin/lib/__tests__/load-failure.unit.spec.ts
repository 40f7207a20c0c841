import { loadFailure } from "../load-failure"

const failed = new Error("The server is away")

it("is the error of what could never be loaded", () => {
  expect(loadFailure({ data: 1, error: null }, { data: undefined, error: failed })).toBe(failed)
})

it("is none while a page loads, or shows what it had before a refresh failed", () => {
  expect(loadFailure({ data: undefined, error: null })).toBeUndefined()
  expect(loadFailure({ data: { id: "offer_1" }, error: failed })).toBeUndefined()
})
