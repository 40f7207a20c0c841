/**
 * Why a page can't be shown: the error of a query that has nothing to show. A refresh in the background that fails is no
 * reason to take away what is on the page, still less a form somebody is typing into.
 */
export function loadFailure(...queries: { data: unknown; error: Error | null }[]): Error | undefined {
  return queries.find(({ data, error }) => data === undefined && error !== null)?.error ?? undefined
}
