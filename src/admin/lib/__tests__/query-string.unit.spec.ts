import { queryString } from "../query-string"

it("writes a query as Medusa's routes read it", () => {
  expect(queryString({})).toBe("")
  expect(queryString({ q: "", limit: 20, offset: 0 })).toBe("?q=&limit=20&offset=0")
  expect(queryString({ status: undefined, order: null, q: "a&b c" })).toBe("?q=a%26b+c")
  expect(decodeURIComponent(queryString({ variant_id: ["a", "b"] }))).toBe("?variant_id[]=a&variant_id[]=b")
})
