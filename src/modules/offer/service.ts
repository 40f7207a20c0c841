import { Context } from "@medusajs/framework/types"
import { InjectManager, InjectTransactionManager, MedusaContext, MedusaService } from "@medusajs/framework/utils"
import { boughtUpgrades } from "./bought-upgrades"
import { failCatalogSync, finishCatalogSync, listDueCatalogSyncs, SyncedOffer } from "./catalog-sync"
import { checkIn } from "./check-in"
import { closeAttempt, noteProcessing, openAttempt, takeDueAttempts } from "./checkout-attempts"
import { addCodes, assignCode, countCodes, removeCode, UploadedCodes } from "./code-ledger"
import { CodeList, CodeListFilter, listCodes } from "./code-list"
import { findPurchaseCart, PurchaseKey, rememberPurchaseCart } from "./direct-purchases"
import { failUnit, retryUnits, settleUnit, takeDueUnits } from "./due-units"
import { OrderLineState } from "./given-back"
import { abandonOrdering, endHolds, HoldRow, LIVE, lockOffers, record, releaseRest, Reservation, reserve, ReserveInput, restoreHolds } from "./hold-ledger"
import { takeExpiredCarts, takeStuckCarts } from "./holds-to-sweep"
import { CheckoutAttempt } from "./models/checkout-attempt"
import { DirectPurchase } from "./models/direct-purchase"
import { Offer } from "./models/offer"
import { OfferAccessCode } from "./models/offer-access-code"
import { OfferActivity } from "./models/offer-activity"
import { OfferAsset } from "./models/offer-asset"
import { OfferHold } from "./models/offer-hold"
import { OfferPrice } from "./models/offer-price"
import { OfferPurchase } from "./models/offer-purchase"
import { OfferRefund } from "./models/offer-refund"
import { OfferUnit } from "./models/offer-unit"
import { idsNeedingAttention, OfferOverview, overviewOf } from "./offer-overview"
import { lockTotal } from "./offer-total"
import { resolveOptions } from "./options"
import { withOrderLimit } from "./order-limit"
import { CatalogResult } from "./ports/offer-catalog"
import { followOwner } from "./purchase-owner"
import {
  accountedElsewhere,
  beginRefund,
  failRefund,
  finishRefund,
  RefundRequest,
  RefundRow,
  takeDueRefunds,
  takeFailedRefunds,
} from "./refund-ledger"
import { followOrderedLines, OrderedLine, recordReturns, recordSale, Sale } from "./sale-ledger"
import { readSql, transactionSql } from "../../utils/sql"
import { followShipments } from "./shipped-units"
import { detailsForStore, listForStore, StoreList, StoreListDetails, StoreListFilter } from "./store-list"
import { bindTicket, ChooseTicket } from "./ticket-binding"
import { ActivityKind, OfferOptions } from "./types"
import { fulfillUnit, reopenUnit, UnitProblem, UnitRow } from "./unit-ledger"
import { findUnit, listUnits, UnitListFilter, UnitListRow, UnitSummary } from "./unit-list"
import { lockUntouchedOffer } from "./untouched-offer"

/** New values of an offer's own columns; what isn't given stays. */
export type OfferChange = { id: string; inventory_total?: number | null } & Record<string, unknown>

export type Stock = { total: number | null; sold: number; held: number; available: number | null }

/** Data of the offer domain. The race-sensitive writes are transactions over `hold-ledger` and `sale-ledger`. */
class OfferModuleService extends MedusaService({
  Offer,
  OfferPrice,
  OfferHold,
  OfferPurchase,
  OfferUnit,
  OfferAccessCode,
  OfferAsset,
  OfferRefund,
  OfferActivity,
  CheckoutAttempt,
  DirectPurchase,
}) {
  readonly options: OfferOptions

  constructor(container: Record<string, unknown>, options?: unknown) {
    super(...arguments)
    this.options = resolveOptions(options)
  }

  /** Takes, changes, renews or converts holds: see `reserve`. All or nothing. */
  @InjectTransactionManager()
  async reserve(input: ReserveInput, @MedusaContext() context: Context = {}): Promise<Reservation[]> {
    return await reserve(transactionSql(context), input, this.options)
  }

  /** Gives back what an ordered cart held beyond its order: see `releaseRest`. */
  @InjectTransactionManager()
  async releaseRest(cartId: string, @MedusaContext() context: Context = {}): Promise<void> {
    await releaseRest(transactionSql(context), cartId)
  }

  /** Undoes reservations after a later step failed. */
  @InjectTransactionManager()
  async restoreHolds(reservations: Reservation[], cause: string, @MedusaContext() context: Context = {}): Promise<void> {
    await restoreHolds(transactionSql(context), reservations, cause)
  }

  @InjectTransactionManager()
  async endHolds(
    ids: string[],
    status: "released" | "expired",
    cause: string,
    @MedusaContext() context: Context = {}
  ): Promise<HoldRow[]> {
    return await endHolds(transactionSql(context), ids, status, cause)
  }

  /** Turns a placed order's holds into purchases, once per order line: see `recordSale`. */
  @InjectTransactionManager()
  async recordSale(sale: Sale, @MedusaContext() context: Context = {}): Promise<string[]> {
    return await recordSale(transactionSql(context), sale)
  }

  /** Lets an order's purchases follow it to a new owner: see `followOwner`. */
  @InjectTransactionManager()
  async followOwner(
    order: { id: string; customer_id: string | null; email: string | null },
    @MedusaContext() context: Context = {}
  ): Promise<void> {
    await followOwner(transactionSql(context), order)
  }

  /** Brings purchases in step with an edited order: see `followOrderedLines`. */
  @InjectTransactionManager()
  async followOrderedLines(orderId: string, lines: OrderedLine[], @MedusaContext() context: Context = {}): Promise<string[]> {
    return await followOrderedLines(transactionSql(context), orderId, lines)
  }

  /** Takes given back units off purchases and puts them back into stock: see `recordReturns`. */
  @InjectTransactionManager()
  async recordReturns(lines: OrderLineState[], @MedusaContext() context: Context = {}): Promise<string[]> {
    return await recordReturns(transactionSql(context), lines)
  }

  /** Takes units back and writes down the money owed for them: see `beginRefund`. */
  @InjectTransactionManager()
  async beginRefund(request: RefundRequest, @MedusaContext() context: Context = {}): Promise<RefundRow> {
    return await beginRefund(transactionSql(context), request)
  }

  /** What of an order's money that went back elsewhere has been said what for, in major units. */
  @InjectManager()
  async accountedElsewhere(orderId: string, @MedusaContext() context: Context = {}): Promise<string> {
    return await accountedElsewhere(readSql(context), orderId)
  }

  /** The money is on its way. */
  @InjectTransactionManager()
  async finishRefund(id: string, @MedusaContext() context: Context = {}): Promise<void> {
    await finishRefund(transactionSql(context), id)
  }

  @InjectTransactionManager()
  async failRefund(id: string, error: string, @MedusaContext() context: Context = {}): Promise<void> {
    await failRefund(transactionSql(context), id, error)
  }

  /** Refunds whose money is still owed: work for the sweep. */
  @InjectTransactionManager()
  async takeDueRefunds(limit: number, @MedusaContext() context: Context = {}): Promise<RefundRow[]> {
    return await takeDueRefunds(transactionSql(context), limit)
  }

  /** An order's refunds that could not be sent: see `takeFailedRefunds`. */
  @InjectTransactionManager()
  async takeFailedRefunds(orderId: string, @MedusaContext() context: Context = {}): Promise<RefundRow[]> {
    return await takeFailedRefunds(transactionSql(context), orderId)
  }

  /** Marks a unit as delivered: see `fulfillUnit`. */
  @InjectTransactionManager()
  async fulfillUnit(id: string, by: string | null, @MedusaContext() context: Context = {}): Promise<UnitRow> {
    return await fulfillUnit(transactionSql(context), id, by)
  }

  /** Takes a delivery by hand back: see `reopenUnit`. */
  @InjectTransactionManager()
  async reopenUnit(id: string, @MedusaContext() context: Context = {}): Promise<UnitRow> {
    return await reopenUnit(transactionSql(context), id)
  }

  /** Gives a unit its access code: see `assignCode`. */
  @InjectTransactionManager()
  async assignCode(unitId: string, @MedusaContext() context: Context = {}): Promise<UnitProblem | null> {
    return await assignCode(transactionSql(context), unitId)
  }

  /** Ties a unit to the ticket that is chosen for it: see `bindTicket`. */
  @InjectTransactionManager()
  async bindTicket(unitId: string, ticketIds: string[], choose: ChooseTicket, @MedusaContext() context: Context = {}): Promise<string | null> {
    return await bindTicket(transactionSql(context), unitId, ticketIds, choose)
  }

  /** Lets a ticket in, once: see `checkIn`. */
  @InjectTransactionManager()
  async checkIn(unitId: string, eventId: string, by: string | null, @MedusaContext() context: Context = {}): Promise<UnitRow> {
    return await checkIn(transactionSql(context), unitId, eventId, by)
  }

  /** Brings units in step with what Medusa has shipped: see `followShipments`. */
  @InjectTransactionManager()
  async followShipments(orderLineItemId: string, shipped: number, @MedusaContext() context: Context = {}): Promise<void> {
    await followShipments(transactionSql(context), orderLineItemId, shipped)
  }

  @InjectTransactionManager()
  async failUnit(id: string, problem: UnitProblem, @MedusaContext() context: Context = {}): Promise<void> {
    await failUnit(transactionSql(context), id, problem)
  }

  @InjectTransactionManager()
  async settleUnit(id: string, @MedusaContext() context: Context = {}): Promise<void> {
    await settleUnit(transactionSql(context), id)
  }

  /** Units to be delivered now: see `takeDueUnits`. */
  @InjectTransactionManager()
  async takeDueUnits(limit: number, among: string[] | null, @MedusaContext() context: Context = {}): Promise<UnitRow[]> {
    return await takeDueUnits(transactionSql(context), limit, among)
  }

  @InjectTransactionManager()
  async retryUnits(ids: string[], @MedusaContext() context: Context = {}): Promise<void> {
    await retryUnits(transactionSql(context), ids)
  }

  /** Adds access codes, and with them stock: see `addCodes`. */
  @InjectTransactionManager()
  async addCodes(offerId: string, codes: string[], @MedusaContext() context: Context = {}): Promise<UploadedCodes> {
    return await addCodes(transactionSql(context), offerId, codes)
  }

  /** Makes the stock of an offer that sells uploaded codes as large as their number. */
  @InjectTransactionManager()
  async countCodes(offerId: string, @MedusaContext() context: Context = {}): Promise<void> {
    const sql = transactionSql(context)
    await lockOffers(sql, [offerId])
    await countCodes(sql, offerId)
  }

  /**
   * Changes an offer's own row under its lock, one revision on.
   * @param restoring what was there before: see `lockTotal`, which says what is refused otherwise
   */
  @InjectTransactionManager()
  async changeOffer(change: OfferChange, restoring = false, @MedusaContext() context: Context = {}): Promise<void> {
    const sql = transactionSql(context)
    const inventory_total = await lockTotal(sql, change.id, change.inventory_total, restoring)
    await sql(`update offer set revision = revision + 1 where id = ?`, [change.id])
    await this.updateOffers({ ...change, inventory_total } as never, context)
  }

  /** Deletes an offer that nobody has had in a cart. @throws MedusaError `offer_not_found`, `offer_has_history` */
  @InjectTransactionManager()
  async deleteUntouchedOffer(id: string, @MedusaContext() context: Context = {}): Promise<void> {
    await lockUntouchedOffer(transactionSql(context), id)
    await this.softDeleteOffers([id], {}, context)
  }

  @InjectTransactionManager()
  async removeCode(offerId: string, codeId: string, @MedusaContext() context: Context = {}): Promise<void> {
    await removeCode(transactionSql(context), offerId, codeId)
  }

  /** Adds an entry to the append-only trail. */
  @InjectTransactionManager()
  async recordActivity(
    kind: ActivityKind,
    entry: Parameters<typeof record>[2],
    @MedusaContext() context: Context = {}
  ): Promise<void> {
    await record(transactionSql(context), kind, entry)
  }

  /** Begins or resumes the sweep's watch over a cart that may be paid from now on. */
  @InjectTransactionManager()
  async openAttempt(cartId: string, stage: "paying" | "completing", @MedusaContext() context: Context = {}): Promise<void> {
    await openAttempt(transactionSql(context), cartId, stage)
  }

  /** Keeps the watch over a cart whose payment a bank is at work on. */
  @InjectTransactionManager()
  async noteProcessing(cartId: string, @MedusaContext() context: Context = {}): Promise<void> {
    await noteProcessing(transactionSql(context), cartId)
  }

  /** Ends the watch: the order is written down, or there is nothing left that could become one. */
  @InjectTransactionManager()
  async closeAttempt(cartId: string, @MedusaContext() context: Context = {}): Promise<void> {
    await closeAttempt(transactionSql(context), cartId)
  }

  /** Carts the sweep has to look at now: see `takeDueAttempts`. */
  @InjectTransactionManager()
  async takeDueAttempts(limit: number, @MedusaContext() context: Context = {}): Promise<string[]> {
    return await takeDueAttempts(transactionSql(context), this.options.sweepPatienceSeconds, limit)
  }

  /** Remembers which cart line a hold belongs to. */
  @InjectTransactionManager()
  async attachLine(holdId: string, lineItemId: string, @MedusaContext() context: Context = {}): Promise<void> {
    await transactionSql(context)(`update offer_hold set line_item_id = ? where id = ?`, [lineItemId, holdId])
  }

  /** The cart of a direct purchase asked for before: see `findPurchaseCart`. */
  @InjectManager()
  async findPurchaseCart(purchase: PurchaseKey, @MedusaContext() context: Context = {}): Promise<string | null> {
    return await findPurchaseCart(readSql(context), purchase)
  }

  /** Remembers the cart of a direct purchase: see `rememberPurchaseCart`. */
  @InjectTransactionManager()
  async rememberPurchaseCart(purchase: PurchaseKey, cartId: string, @MedusaContext() context: Context = {}): Promise<string> {
    return await rememberPurchaseCart(transactionSql(context), purchase, cartId)
  }

  /** Upgrades of tickets, and a buyer's that have none yet: see `boughtUpgrades`. */
  @InjectManager()
  async listBoughtUpgrades(
    buyer: { customer_id: string } | { order_ids: string[] },
    ticketIds: string[],
    @MedusaContext() context: Context = {}
  ): ReturnType<typeof boughtUpgrades> {
    return await boughtUpgrades(readSql(context), buyer, ticketIds)
  }

  /** Units for the organizer's queue: see `listUnits`. */
  @InjectManager()
  async listUnits(
    filter: UnitListFilter,
    limit: number,
    offset: number,
    @MedusaContext() context: Context = {}
  ): Promise<{ rows: UnitListRow[]; count: number; summary: UnitSummary }> {
    return await listUnits(readSql(context), filter, limit, offset)
  }

  /** One unit of that queue, or null. */
  @InjectManager()
  async findUnit(id: string, @MedusaContext() context: Context = {}): Promise<UnitListRow | null> {
    return await findUnit(readSql(context), id)
  }

  /** An offer's access codes: see `listCodes`. */
  @InjectManager()
  async listCodes(filter: CodeListFilter, limit: number, offset: number, @MedusaContext() context: Context = {}): Promise<CodeList> {
    return await listCodes(readSql(context), filter, limit, offset)
  }

  /** Delivered units of each purchase. */
  @InjectManager()
  async countFulfilledUnits(purchaseIds: string[], @MedusaContext() context: Context = {}): Promise<Map<string, number>> {
    const rows = await readSql(context)<{ purchase_id: string; units: number }>(
      `select purchase_id, count(*)::int as units from offer_unit
        where purchase_id = any(?) and status = 'FULFILLED' and deleted_at is null group by purchase_id`,
      [purchaseIds]
    )
    return new Map(rows.map((row) => [row.purchase_id, row.units]))
  }

  /** Published offers with live stock, for a storefront: see `listForStore`. */
  @InjectManager()
  async listForStore(
    filter: StoreListFilter,
    @MedusaContext() context: Context = {}
  ): Promise<StoreList> {
    const { rows, ...list } = await listForStore(readSql(context), filter)
    return { ...list, rows: rows.map((row) => withOrderLimit(row, this.options)) }
  }

  /** What a storefront shows of offers beside that: see `detailsForStore`. */
  @InjectManager()
  async detailsForStore(ids: string[], currencyCode: string, @MedusaContext() context: Context = {}): Promise<Map<string, StoreListDetails>> {
    return await detailsForStore(readSql(context), ids, currencyCode)
  }

  /** A cart's open holds, and those that ended within the last hour so that the attendee can be told. */
  @InjectManager()
  async listCartHolds(
    cartId: string,
    @MedusaContext() context: Context = {}
  ): Promise<(HoldRow & { end_cause: string | null; updated_at: Date; at: Date })[]> {
    return await readSql(context)(
      `select id, offer_id, cart_id, line_item_id, customer_id, quantity, status, expires_at, renewals, payment_started_at,
              end_cause, updated_at, (status = 'ordering' or expires_at > clock_timestamp()) as live, clock_timestamp() as at
         from offer_hold
        where cart_id = ? and deleted_at is null
          and (status in ('active', 'ordering') or (status = 'expired' and updated_at > clock_timestamp() - interval '1 hour'))
        order by id`,
      [cartId]
    )
  }

  /** Carts with active holds whose clock ran out: work for the sweep, see `takeExpiredCarts`. */
  @InjectTransactionManager()
  async takeExpiredCarts(limit: number, @MedusaContext() context: Context = {}): Promise<string[]> {
    return await takeExpiredCarts(transactionSql(context), limit)
  }

  /** Carts whose order is being placed for too long: see `takeStuckCarts`. */
  @InjectTransactionManager()
  async takeStuckCarts(seconds: number, limit: number, @MedusaContext() context: Context = {}): Promise<string[]> {
    return await takeStuckCarts(transactionSql(context), seconds, limit)
  }

  /** Gives an order that was never placed its holds' clocks back. */
  @InjectTransactionManager()
  async abandonOrdering(cartId: string, cause: string, @MedusaContext() context: Context = {}): Promise<void> {
    await abandonOrdering(transactionSql(context), cartId, cause)
  }

  /** Offers whose catalogue sync is due, oldest first. */
  @InjectManager()
  async listDueCatalogSyncs(limit: number, @MedusaContext() context: Context = {}): Promise<string[]> {
    return await listDueCatalogSyncs(readSql(context), limit)
  }

  /** Stores what the vendor's catalogue answered: see `finishCatalogSync`. */
  @InjectTransactionManager()
  async finishCatalogSync(offer: SyncedOffer, result: CatalogResult, @MedusaContext() context: Context = {}): Promise<void> {
    await finishCatalogSync(transactionSql(context), offer, result)
  }

  /** Keeps why a sync failed and plans the next attempt. */
  @InjectTransactionManager()
  async failCatalogSync(id: string, revision: number, error: string, @MedusaContext() context: Context = {}): Promise<void> {
    await failCatalogSync(transactionSql(context), id, revision, error)
  }

  /** Sums over all offers, for the organizer: see `overviewOf`. */
  @InjectManager()
  async overview(@MedusaContext() context: Context = {}): Promise<OfferOverview> {
    return await overviewOf(readSql(context))
  }

  /** Offers that an organizer should look at: see `idsNeedingAttention`. */
  @InjectManager()
  async idsNeedingAttention(@MedusaContext() context: Context = {}): Promise<string[]> {
    return await idsNeedingAttention(readSql(context))
  }

  /** Stock of many offers in one statement. */
  @InjectManager()
  async stockOf(offerIds: string[], @MedusaContext() context: Context = {}): Promise<Map<string, Stock>> {
    const rows = await readSql(context)<{ id: string; inventory_total: number | null; sold: number; held: number }>(
      `select o.id, o.inventory_total, o.sold, coalesce(h.held, 0)::int as held
         from offer o
         left join (select offer_id, sum(quantity) as held from offer_hold where offer_id = any(?) and ${LIVE} group by offer_id) h
           on h.offer_id = o.id
        where o.id = any(?)`,
      [offerIds, offerIds]
    )
    return new Map(
      rows.map(({ id, inventory_total: total, sold, held }) => [
        id,
        { total, sold, held, available: total === null ? null : Math.max(0, total - sold - held) },
      ])
    )
  }
}

export default OfferModuleService
