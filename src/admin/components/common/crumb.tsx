import { useText } from "../../hooks/use-text"

/** A title as a breadcrumb: on a phone it is cut, where Medusa would break it into a line for each word. */
export function CrumbText({ children }: { children: string }) {
  return <span className="block max-w-[72px] truncate sm:max-w-[320px]">{children}</span>
}

/** A breadcrumb in the reader's language. */
export function Crumb({ text }: { text: string }) {
  const { t } = useText()
  return <span>{t(text)}</span>
}
