import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { api } from "../lib/api"
import { UNITS_A_REQUEST } from "../lib/bulk-outcome"
import { fetchAll } from "../lib/fetch-all"
import {
  AdminPurchase,
  AdminUnit,
  BuyerLink,
  PurchaseRefund,
  RefundInput,
  UnexplainedRefund,
  UnitResult,
  UnitSummary,
} from "../lib/fulfilment-types"
import { eventKeys, offerKeys, salesKeys } from "../lib/query-keys"
import { runBatches } from "../lib/run-batches"
import { Page } from "../lib/types"

export type UnitQuery = {
  offer_id?: string
  event_id?: string
  status?: string
  has_problem?: string
  q?: string
  limit: number
  offset: number
}

export type PurchaseQuery = { offer_id?: string; q?: string; limit: number; offset: number }

/** Units are delivered while the page is open. */
const LIVE = 15_000

export const useUnits = (query: UnitQuery) =>
  useQuery({
    queryKey: salesKeys.units(query),
    queryFn: () =>
      api<Page<"units", AdminUnit> & { summary: UnitSummary }>("/admin/offer-units", { query }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE,
  })

export const usePurchases = (query: PurchaseQuery) =>
  useQuery({
    queryKey: salesKeys.purchases(query),
    queryFn: () => api<Page<"purchases", AdminPurchase>>("/admin/offer-purchases", { query }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE,
  })

/** Everything bought in an order, with its units. */
export const useOrderSales = (orderId: string) =>
  useQuery({
    queryKey: salesKeys.purchases({ order_id: orderId, all: true }),
    queryFn: async () => {
      const [purchases, units] = await Promise.all([
        fetchAll<AdminPurchase>("/admin/offer-purchases", "purchases", { order_id: orderId }),
        fetchAll<AdminUnit>("/admin/offer-units", "units", { order_id: orderId }),
      ])
      return { purchases, units }
    },
    refetchInterval: LIVE,
  })

/** What of the order's money went back without saying what for: nothing for most orders. */
export const useUnexplainedRefund = (orderId: string) =>
  useQuery({
    queryKey: salesKeys.unexplained(orderId),
    queryFn: () =>
      api<{ unexplained_refund: UnexplainedRefund }>("/admin/offer-purchases/unexplained-refund", {
        query: { order_id: orderId },
      }).then((answer) => answer.unexplained_refund),
    // Medusa's payment panel, on the same page, doesn't tell us when it has sent money.
    refetchInterval: LIVE,
  })

/** Makes a fresh link to what a guest bought. */
export const useBuyerLink = (orderId: string) =>
  useMutation({
    mutationFn: () =>
      api<{ buyer_link: BuyerLink }>("/admin/offer-purchases/buyer-link", {
        method: "POST",
        body: { order_id: orderId },
      }).then((answer) => answer.buyer_link),
  })

/** Everything a customer bought. */
export const useCustomerPurchases = (customerId: string) =>
  useQuery({
    queryKey: salesKeys.purchases({ customer_id: customerId, all: true }),
    queryFn: () => fetchAll<AdminPurchase>("/admin/offer-purchases", "purchases", { customer_id: customerId }),
  })

/** What changes a sale changes stock, tickets and the trail with it. */
export function useSalesChanged() {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: salesKeys.all }),
      client.invalidateQueries({ queryKey: offerKeys.all }),
      client.invalidateQueries({ queryKey: eventKeys.all }),
    ])
}

export type BulkAction = "fulfill" | "reopen" | "retry"

type BulkInput = { action: BulkAction; ids: string[]; onProgress: (done: number) => void }

/** Does the same with many units, as many requests as it takes; each unit has its own result. A request that fails ends it. */
export function useBulkUnits() {
  const changed = useSalesChanged()
  return useMutation({
    mutationFn: ({ action, ids, onProgress }: BulkInput) =>
      runBatches(
        ids,
        UNITS_A_REQUEST,
        (batch) =>
          api<{ results: UnitResult[] }>(`/admin/offer-units/${action}`, { method: "POST", body: { ids: batch } }).then(
            ({ results }) => results
          ),
        onProgress
      ),
    onSettled: changed,
  })
}

export function useRefundPurchase(id: string) {
  const client = useQueryClient()
  const changed = useSalesChanged()
  return useMutation({
    mutationFn: (body: RefundInput) =>
      api<{
        purchase: AdminPurchase
        refund: Pick<PurchaseRefund, "amount" | "status" | "error"> & { currency_code: string }
      }>(`/admin/offer-purchases/${id}/refund`, { method: "POST", body }),
    // The dashboard's own order page shows the payment and what went back of it.
    onSettled: () => Promise.all([changed(), client.invalidateQueries({ queryKey: ["orders"] })]),
  })
}
