import { useOffer } from "../../hooks/use-offers"
import { CrumbText } from "../common/crumb"

export function OfferCrumb({ id }: { id: string | undefined }) {
  const { data } = useOffer(id)
  return data ? <CrumbText>{data.title}</CrumbText> : null
}
