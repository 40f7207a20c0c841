/** A guest's page of what they bought. */
export const purchasesPath = (token: string): string => `/purchases?token=${encodeURIComponent(token)}`
