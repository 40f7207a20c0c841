import { keptText } from "../storage/kept-text.ts"
import { purchaseKeys } from "./purchase-keys.ts"

function keysOf(storage = keptText("sessionStorage", "keys")) {
  let made = 0
  return { storage, keys: purchaseKeys(storage, () => `key ${++made}`) }
}

it("asks for the same under the same key, also after coming back from the payment page", () => {
  const { keys, storage } = keysOf()
  const key = keys.keyOf("one poster")
  keys.led("one poster", "cart_1")
  expect(keys.keyOf("one poster")).toBe(key)
  expect(purchaseKeys(storage).keyOf("one poster")).toBe(key)
  expect(keys.keyOf("two posters")).not.toBe(key)
})

it("asks anew once it is known what became of it", () => {
  const { keys } = keysOf()
  const [paid, refused, waiting] = ["paid", "refused", "waiting"].map((what) => keys.keyOf(what))
  keys.led("paid", "cart_1")
  keys.led("waiting", "cart_2")
  keys.forgetCart("cart_1")
  keys.forget("refused")
  expect(keys.keyOf("paid")).not.toBe(paid)
  expect(keys.keyOf("refused")).not.toBe(refused)
  expect(keys.keyOf("waiting")).toBe(waiting)
  keys.clear()
  expect(keys.keyOf("waiting")).not.toBe(waiting)
})

it("doesn't take a purchase without a cart for one of a cart that is over", () => {
  const { keys } = keysOf()
  const lost = keys.keyOf("its answer was lost")
  keys.led("never asked for", "cart_1")
  keys.forgetCart("cart_1")
  expect(keys.keyOf("its answer was lost")).toBe(lost)
  expect(keys.keyOf("never asked for")).toBe("key 2")
})

it("remembers the last five", () => {
  const { keys } = keysOf()
  const first = keys.keyOf("0")
  for (const what of ["1", "2", "3", "4", "5"]) {
    keys.keyOf(what)
  }
  expect(keys.keyOf("0")).not.toBe(first)
  expect(keys.keyOf("3")).toBe("key 4")
})

it.each(["", "not json", "{}", "null", "[null, 1, {}]"])("begins anew with %j in the storage", (left) => {
  const { keys, storage } = keysOf()
  storage.set(left)
  expect(keys.keyOf("one poster")).toBe("key 1")
  expect(keys.keyOf("one poster")).toBe("key 1")
})
