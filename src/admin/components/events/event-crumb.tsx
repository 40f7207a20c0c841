import { useEvent } from "../../hooks/use-events"
import { CrumbText } from "../common/crumb"

export function EventCrumb({ id }: { id: string | undefined }) {
  const { data } = useEvent(id)
  return data ? <CrumbText>{data.title}</CrumbText> : null
}
