import { useParams } from "react-router-dom"
import { OrderConfirmation } from "../components/order-confirmation.tsx"
import { useTitle } from "../use-title.ts"

export function OrderPage() {
  const { id = "" } = useParams()
  useTitle("Your order")
  return <OrderConfirmation key={id} orderId={id} cartId={null} />
}
