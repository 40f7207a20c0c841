import { checkoutTokens } from "./checkout-tokens.ts"
import { memoryTokenStorage } from "./token-storage.ts"

it("remembers the last carts, each with its newest token", () => {
  const storage = memoryTokenStorage()
  const tokens = checkoutTokens(storage)
  for (const cart of ["a", "b", "c", "d", "e", "f"]) {
    tokens.keep(cart, `first of ${cart}`)
  }
  tokens.keep("b", "second of b")
  tokens.keep("g", "first of g")
  expect(["a", "b", "c", "d", "g"].map((cart) => checkoutTokens(storage).headers(cart)["x-checkout-token"])).toEqual([
    undefined,
    "second of b",
    undefined,
    "first of d",
    "first of g",
  ])
})

it.each(["", "not json", "{}", "null"])("begins anew with %j in the storage", (left) => {
  const storage = memoryTokenStorage()
  storage.set(left)
  const tokens = checkoutTokens(storage)
  expect(tokens.headers("a")).toEqual({})
  tokens.keep("a", "token")
  expect(tokens.headers("a")).toEqual({ "x-checkout-token": "token" })
})
