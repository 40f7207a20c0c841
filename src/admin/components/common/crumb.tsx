import { useText } from "../../hooks/use-text"

/** A breadcrumb in the reader's language. */
export function Crumb({ text }: { text: string }) {
  const { t } = useText()
  return <span>{t(text)}</span>
}
