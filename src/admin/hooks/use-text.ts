import { useTranslation } from "react-i18next"

/**
 * The dashboard's language, in the reader's regional way of writing it: "en" is "en-GB" for a British browser.
 * i18next writes "ptBR" where Intl wants "pt-BR".
 */
function localeOf(language: string | undefined): string {
  const locale = language?.replace(/([a-z])([A-Z])/g, "$1-$2") || "en"
  return navigator.languages.find((known) => known === locale || known.startsWith(`${locale}-`)) ?? locale
}

/** Our own words, and the language they are in (for dates and money). */
export function useText() {
  const { t, i18n } = useTranslation("monetization")
  return {
    t: t as (key: string, values?: Record<string, unknown>) => string,
    locale: localeOf(i18n.language),
  }
}
