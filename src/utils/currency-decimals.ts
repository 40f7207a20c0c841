/** Charged in whole units: https://docs.stripe.com/currencies#zero-decimal, and ISK and UGX of #special-cases there. */
const WHOLE = new Set("bif clp djf gnf isk jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "))

/**
 * Decimals in which a currency (ISO 4217 code, any case) is charged and given back. Not ISO's own: a dinar of thousandths
 * is charged in hundredths, forint and rupiah have them though nobody carries such a coin.
 */
export function currencyDecimals(currencyCode: string): number {
  return WHOLE.has(currencyCode.toLowerCase()) ? 0 : 2
}
