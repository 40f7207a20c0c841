import { useFunnel } from "../../hooks/use-funnels"

export function FunnelCrumb({ id }: { id: string | undefined }) {
  const { data } = useFunnel(id)
  return data ? <span>{data.name}</span> : null
}
