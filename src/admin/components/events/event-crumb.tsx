import { useEvent } from "../../hooks/use-events"

export function EventCrumb({ id }: { id: string | undefined }) {
  const { data } = useEvent(id)
  return data ? <span>{data.title}</span> : null
}
