import type { ReactNode } from "react"
import type { StoreDownload, StorePurchase, StoreUnit } from "../../client/types.ts"
import { formatDateTime } from "../../format/dates.ts"
import { formatFileSize } from "../../format/file-size.ts"
import type { PurchaseFile, PurchaseLinks } from "../hooks/use-purchase-links.ts"
import type { LabelOverrides } from "../labels.ts"
import { usePresentation } from "../monetization-provider.tsx"
import { AccessCode } from "./access-code.tsx"
import { errorText } from "./messages.ts"
import { pressable } from "./pressable.ts"

export interface PurchaseDeliveryProps {
  purchase: StorePurchase
  /** Left out: downloads are listed without a button. */
  onDownload?: (purchase: StorePurchase, download: StoreDownload) => void
  /** Left out: tickets are listed without a button. */
  onTicket?: (purchase: StorePurchase, unit: StoreUnit) => void
  /** Whose address is being asked for (`usePurchases().opening`). */
  opening?: PurchaseFile | null
  linkError?: PurchaseLinks["linkError"]
  timeZone?: string
  labels?: LabelOverrides
}

/** What the buyer gets for a purchase: files, codes, tickets, or a word on how it comes. */
export function PurchaseDelivery({
  purchase,
  onDownload,
  onTicket,
  opening = null,
  linkError = null,
  timeZone,
  labels: overrides,
}: PurchaseDeliveryProps) {
  const { labels, locale, timeZone: defaultZone } = usePresentation(overrides)
  const { method, units, downloads } = purchase.delivery
  const isOpening = (fileId: string) => opening?.purchaseId === purchase.id && opening.fileId === fileId
  const error = linkError?.purchaseId === purchase.id ? errorText(linkError.error, labels) : null
  const content = purchase.status === "REFUNDED" ? note(labels.deliveryRevoked[method]) : delivered()

  return content || error ? (
    <div className="em-delivery">
      {content}
      <p className="em-delivery__error" role="alert">
        {error}
      </p>
    </div>
  ) : null

  function delivered() {
    switch (method) {
      case "DOWNLOAD":
        return downloads.length > 0 ? list(downloads.map(fileRow)) : note(labels.deliveryPending.DOWNLOAD)
      case "ACCESS_CODE":
        return list(units.map(codeRow)) ?? note(labels.deliveryPending.ACCESS_CODE)
      case "QR_TICKET":
        return list(units.map(ticketRow)) ?? note(labels.deliveryPending.QR_TICKET)
      case "TICKET_UPGRADE":
        return list(units.map(upgradeRow)) ?? note(labels.deliveryPending.TICKET_UPGRADE)
      default:
        return note(purchase.status === "FULFILLED" ? labels.deliveryDone[method] : labels.deliveryPending[method])
    }
  }

  function note(text: string) {
    return text ? <p className="em-delivery__note">{text}</p> : null
  }

  function list(rows: ReactNode[]) {
    return rows.length > 0 ? (
      <ul className="em-delivery__list" role="list">
        {rows}
      </ul>
    ) : null
  }

  function fileRow(file: StoreDownload) {
    return (
      <li key={file.id} className="em-delivery__row">
        <span className="em-delivery__name">
          {file.name} <span className="em-delivery__size">{formatFileSize(file.size, locale)}</span>
        </span>
        {onDownload
          ? fileButton(file.id, labels.download, labels.downloadOf(file.name), () => onDownload(purchase, file))
          : null}
      </li>
    )
  }

  function codeRow(unit: StoreUnit) {
    return (
      <li key={unit.id} className="em-delivery__row">
        {unit.status === "REVOKED" ? (
          <span className="em-delivery__note">{labels.accessCodeRevoked}</span>
        ) : unit.accessCode === null ? (
          <span className="em-delivery__note">{labels.deliveryPending.ACCESS_CODE}</span>
        ) : (
          <>
            <span className="em-delivery__name">{labels.accessCode}</span>
            <AccessCode code={unit.accessCode} title={numbered(purchase.title, unit)} labels={overrides} />
          </>
        )}
      </li>
    )
  }

  function ticketRow(unit: StoreUnit) {
    const name = units.length > 1 ? labels.qrTicketNumber(units.indexOf(unit) + 1, units.length) : labels.qrTicket
    const state =
      unit.status === "REVOKED"
        ? labels.ticketRevoked
        : unit.checkedInAt
          ? labels.ticketUsed(formatDateTime(unit.checkedInAt, { timeZone: timeZone ?? defaultZone, locale }))
          : null
    return (
      <li key={unit.id} className="em-delivery__row">
        <span className="em-delivery__name">
          {unit.ticket?.name ? `${name} · ${unit.ticket.name}` : name}
          {state ? <span className="em-delivery__size"> {state}</span> : null}
        </span>
        {onTicket && unit.hasTicket
          ? fileButton(unit.id, labels.ticketPdf, labels.ticketPdfOf(numbered(purchase.title, unit)), () =>
              onTicket(purchase, unit)
            )
          : null}
      </li>
    )
  }

  function upgradeRow(unit: StoreUnit) {
    return (
      <li key={unit.id} className="em-delivery__row">
        <span className="em-delivery__note">
          {unit.status === "REVOKED"
            ? labels.ticketDowngraded(unit.ticket?.name ?? null)
            : unit.status === "FULFILLED" && unit.ticket
              ? labels.ticketUpgraded(unit.ticket.name, labels.tier[unit.ticket.tier])
              : labels.deliveryPending.TICKET_UPGRADE}
        </span>
      </li>
    )
  }

  function fileButton(fileId: string, label: string, name: string, onClick: () => void) {
    const isBusy = isOpening(fileId)
    return (
      <button
        type="button"
        className="em-button em-button--quiet em-button--small"
        aria-label={name}
        aria-busy={isBusy}
        {...pressable(isBusy, onClick)}
      >
        {isBusy ? labels.openingLink : label}
      </button>
    )
  }

  /** The same words on several buttons of one purchase must not sound the same. */
  function numbered(title: string, unit: StoreUnit): string {
    return units.length > 1 ? `${title}, ${labels.offerPosition(units.indexOf(unit) + 1, units.length)}` : title
  }
}
