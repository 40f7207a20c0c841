import { en } from "./en"

/** Our words live in a namespace of their own; a host adds a language with `{ xx: { monetization: {...} } }`. */
export default {
  en: { monetization: en },
}
