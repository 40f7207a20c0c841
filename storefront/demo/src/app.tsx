import { browserTokenStorage, createMonetizationClient } from "@event-monetization/storefront-kit"
import { MonetizationProvider } from "@event-monetization/storefront-kit/react"
import { useState } from "react"
import { BrowserRouter, Route, Routes } from "react-router-dom"
import type { ShopConfig } from "./config.ts"
import { Layout } from "./layout/layout.tsx"
import { AccountPage } from "./pages/account-page.tsx"
import { CartPage } from "./pages/cart-page.tsx"
import { CheckoutReturnPage } from "./pages/checkout-return-page.tsx"
import { EventPage } from "./pages/event-page.tsx"
import { EventsPage } from "./pages/events-page.tsx"
import { NotFoundPage } from "./pages/not-found-page.tsx"
import { OrderPage } from "./pages/order-page.tsx"
import { PurchasesPage } from "./pages/purchases-page.tsx"
import { SessionPage } from "./pages/session-page.tsx"
import { ShopProvider } from "./shop-context.tsx"

export function App({ config }: { config: ShopConfig }) {
  const [client] = useState(() =>
    createMonetizationClient({
      baseUrl: config.apiUrl,
      publishableKey: config.publishableKey,
      tokenStorage: browserTokenStorage(),
    })
  )
  return (
    <MonetizationProvider client={client} regionId={config.regionId} locale="en-GB">
      <ShopProvider config={config}>
        <BrowserRouter>
          <Routes>
            <Route element={<Layout />}>
              <Route index element={<EventsPage />} />
              <Route path="events/:handle" element={<EventPage />} />
              <Route path="sessions/:id" element={<SessionPage />} />
              <Route path="cart" element={<CartPage />} />
              <Route path="checkout/return" element={<CheckoutReturnPage />} />
              <Route path="orders/:id" element={<OrderPage />} />
              <Route path="purchases" element={<PurchasesPage />} />
              <Route path="account" element={<AccountPage />} />
              <Route path="*" element={<NotFoundPage />} />
            </Route>
          </Routes>
        </BrowserRouter>
      </ShopProvider>
    </MonetizationProvider>
  )
}
