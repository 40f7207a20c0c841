import { Api, ApiError, bearer } from "./api"

export interface Customer {
  email: string
  password: string
}

export const DEMO_CUSTOMER = {
  email: "mara@example.com",
  password: "event-demo",
  first_name: "Mara",
  last_name: "Lindqvist",
}

/** The attendee a person signs in as. Answers the store API with her token. */
export async function seedCustomer(api: Api, publishableKey: string): Promise<Api> {
  const { email, password, first_name, last_name } = DEMO_CUSTOMER
  const shop = api.with({ "x-publishable-api-key": publishableKey })
  const login = () => shop.post<{ token: string }>("/auth/customer/emailpass", { email, password })
  try {
    const signedIn = shop.with(bearer((await login()).token))
    await signedIn.get("/store/customers/me")
    return signedIn
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) {
      throw error
    }
  }
  // A registration that a crash cut short left a login without a customer: it is completed.
  const { token } = await shop
    .post<{ token: string }>("/auth/customer/emailpass/register", { email, password })
    .catch(login)
  await shop.with(bearer(token)).post("/store/customers", { email, first_name, last_name })
  return shop.with(bearer((await login()).token))
}
