import { useOffer } from "../../hooks/use-offers"

export function OfferCrumb({ id }: { id: string | undefined }) {
  const { data } = useOffer(id)
  return data ? <span>{data.title}</span> : null
}
