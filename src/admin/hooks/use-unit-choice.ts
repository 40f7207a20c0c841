import { DataTableRowSelectionState } from "@medusajs/ui"
import { useEffect, useRef, useState } from "react"
import { fetchAll } from "../lib/fetch-all"
import { AdminUnit } from "../lib/fulfilment-types"
import { useFeedback } from "./use-feedback"
import { UnitQuery } from "./use-sales"

export type UnitFilter = Omit<UnitQuery, "limit" | "offset">

const asChosen = (ids: string[]): DataTableRowSelectionState => Object.fromEntries(ids.map((id) => [id, true]))

/** Which units are chosen: one by one, a page, or all that the filter leaves. They stay chosen on other pages. */
export function useUnitChoice(page: { units: AdminUnit[]; count: number } | undefined, filter: UnitFilter) {
  const feedback = useFeedback()
  const [ids, setIds] = useState<DataTableRowSelectionState>({})
  const [loaded, setLoaded] = useState<number | null>(null)
  const asked = JSON.stringify(filter)
  const current = useRef(asked)
  current.current = asked

  // Rows of other pages, as last seen.
  const seen = useRef(new Map<string, AdminUnit>())
  useEffect(() => {
    page?.units.forEach((unit) => seen.current.set(unit.id, unit))
  }, [page])
  const onPage = new Map(page?.units.map((unit) => [unit.id, unit]))
  const chosen = Object.keys(ids).flatMap((id) => onPage.get(id) ?? seen.current.get(id) ?? [])

  const chooseAll = async () => {
    setLoaded(0)
    try {
      const units = await fetchAll<AdminUnit>("/admin/offer-units", "units", filter, { most: Infinity, onProgress: setLoaded })
      // Somebody who filters otherwise meanwhile means other units.
      if (current.current === asked) {
        units.forEach((unit) => seen.current.set(unit.id, unit))
        setIds(asChosen(units.map((unit) => unit.id)))
      }
    } catch (error) {
      feedback.failed(error)
    } finally {
      setLoaded(null)
    }
  }

  const isPageChosen = page !== undefined && page.units.length > 0 && page.units.every((unit) => ids[unit.id])

  return {
    ids,
    setIds,
    chosen,
    /** There are more that match than the page that is chosen. */
    offersAll: loaded !== null || (isPageChosen && chosen.length < page.count),
    /** How many have been looked up of all that are to be chosen; null when nobody asked for all. */
    loaded,
    chooseAll,
    /** Lets go of these. */
    drop: (done: Set<string>) => setIds((before) => asChosen(Object.keys(before).filter((id) => !done.has(id)))),
  }
}
