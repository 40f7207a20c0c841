/** The event asked for in the address, or the only one there is. */
export function eventAskedFor(events: { id: string }[], asked: string | null): string | undefined {
  return events.find(({ id }) => id === asked)?.id ?? (events.length === 1 ? events[0].id : undefined)
}
