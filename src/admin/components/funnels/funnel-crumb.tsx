import { useFunnel } from "../../hooks/use-funnels"
import { CrumbText } from "../common/crumb"

export function FunnelCrumb({ id }: { id: string | undefined }) {
  const { data } = useFunnel(id)
  return data ? <CrumbText>{data.name}</CrumbText> : null
}
