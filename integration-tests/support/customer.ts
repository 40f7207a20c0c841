import type { AxiosInstance, AxiosRequestConfig } from "axios"
import type { Shop } from "./shop"

/** Registers a customer as a storefront does; answers the headers of their requests. */
export async function signUp(api: AxiosInstance, shop: Shop, email: string): Promise<AxiosRequestConfig> {
  const credentials = { email, password: "a customer's password" }
  const registration = await api.post("/auth/customer/emailpass/register", credentials)
  const withToken = (token: string): AxiosRequestConfig => ({ headers: { ...shop.store.headers, authorization: `Bearer ${token}` } as never })
  await api.post("/store/customers", { email, first_name: "Ada", last_name: "Attendee" }, withToken(registration.data.token))
  const login = await api.post("/auth/customer/emailpass", credentials)
  return withToken(login.data.token)
}
