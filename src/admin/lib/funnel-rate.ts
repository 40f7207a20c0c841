import { AdminFunnel } from "./funnel-types"

/** The share of answers that were yes, from 0 to 1; null while nobody has answered. */
export function acceptanceRate({ accepted, declined }: AdminFunnel["stats"]): number | null {
  const answers = accepted + declined
  return answers > 0 ? accepted / answers : null
}
