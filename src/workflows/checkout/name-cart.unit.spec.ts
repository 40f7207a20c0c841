import { nameCart } from "./name-cart"

it.each([
  ["https://shop.example/return?cart={CART_ID}&from={CART_ID}", "https://shop.example/return?cart=cart_1&from=cart_1"],
  ["https://shop.example/return?cart=%7BCART_ID%7D", "https://shop.example/return?cart=cart_1"],
  ["https://shop.example/return?session={CHECKOUT_SESSION_ID}", "https://shop.example/return?session={CHECKOUT_SESSION_ID}"],
  [undefined, undefined],
])("%s", (address, named) => expect(nameCart(address, "cart_1")).toBe(named))
