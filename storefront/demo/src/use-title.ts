import { useEffect } from "react"
import { useShop } from "./shop-context.tsx"

/** "Your cart · Lumen". */
export function useTitle(title: string | null): void {
  const { name } = useShop()
  useEffect(() => {
    document.title = title && title !== name ? `${title} · ${name}` : name
  }, [title, name])
}
