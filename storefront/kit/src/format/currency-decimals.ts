/** Charged in whole units: https://docs.stripe.com/currencies#zero-decimal, and ISK and UGX of #special-cases there. */
const WHOLE = new Set("bif clp djf gnf isk jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "))

/** Decimals in which the server charges a currency (ISO 4217 code, any case): not those that a language would show. */
export function currencyDecimals(currency: string): number {
  return WHOLE.has(currency.toLowerCase()) ? 0 : 2
}
