import { ArrowUpTray, DocumentText, Trash, XMark } from "@medusajs/icons"
import { Button, clx, Container, IconButton, InlineTip, Text } from "@medusajs/ui"
import { DragEvent, useRef, useState } from "react"
import { useChange } from "../../hooks/use-change"
import { useFeedback } from "../../hooks/use-feedback"
import { useDeleteAsset, useOfferAssets } from "../../hooks/use-offer-assets"
import { useText } from "../../hooks/use-text"
import { useUploads } from "../../hooks/use-uploads"
import { formatFileSize } from "../../lib/file-size"
import { AdminAsset } from "../../lib/fulfilment-types"
import { Upload } from "../../lib/uploads"
import { SectionError } from "../common/section-error"
import { SectionHeader } from "../common/section-header"
import { SectionSkeleton } from "../common/section-skeleton"

/** The files a buyer can download: added by drop or choice, each with its progress, and removed. */
export function AssetsSection({ offerId }: { offerId: string }) {
  const { t, locale } = useText()
  const feedback = useFeedback()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const { data, isError, error, refetch } = useOfferAssets(offerId)
  const { uploads, add, dismiss } = useUploads(offerId, data?.mostBytes ?? Infinity, (name) => feedback.done(t("asset.added", { name })))

  if (isError && !data) {
    return <SectionError title={t("asset.files")} error={error} onRetry={() => void refetch()} />
  }
  if (!data) {
    return <SectionSkeleton title={t("asset.files")} />
  }

  const { assets, mostBytes } = data
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    add([...event.dataTransfer.files])
  }

  return (
    <Container
      className={clx("divide-y p-0", over && "shadow-borders-interactive-with-active")}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <SectionHeader title={t("asset.files")} hint={t("asset.hint", { size: formatFileSize(mostBytes, locale) })}>
        <Button
          size="small"
          variant="secondary"
          className="shrink-0 whitespace-nowrap"
          onClick={() => input.current?.click()}
        >
          <ArrowUpTray />
          {t("asset.add")}
        </Button>
      </SectionHeader>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("asset.add")}
        onChange={(event) => {
          add([...(event.target.files ?? [])])
          event.target.value = ""
        }}
      />
      {assets.length === 0 && uploads.length === 0 && (
        <div className="px-6 py-4">
          <InlineTip label={t("asset.emptyTitle")} variant="warning">
            {t("asset.emptyHint")}
          </InlineTip>
        </div>
      )}
      {assets.length > 0 && (
        <ul className="divide-y">
          {assets.map((asset) => (
            <AssetRow key={asset.id} offerId={offerId} asset={asset} last={assets.length === 1} />
          ))}
        </ul>
      )}
      {uploads.length > 0 && (
        <ul className="divide-y" aria-label={t("asset.uploads")}>
          {uploads.map((upload) => (
            <UploadRow key={upload.number} upload={upload} onDismiss={() => dismiss(upload.number)} />
          ))}
        </ul>
      )}
    </Container>
  )
}

function AssetRow({ offerId, asset, last }: { offerId: string; asset: AdminAsset; last: boolean }) {
  const { t, locale } = useText()
  const change = useChange()
  const { mutateAsync: destroy, isPending } = useDeleteAsset(offerId)

  const remove = () =>
    change({
      ask: {
        title: t("asset.removeTitle", { name: asset.name }),
        description: t(last ? "asset.removeLastHint" : "asset.removeHint"),
        confirmText: t("common.remove"),
      },
      make: () => destroy(asset.id),
      done: t("asset.removed", { name: asset.name }),
    })

  return (
    <li className="flex items-center gap-x-3 px-6 py-3">
      <DocumentText className="text-ui-fg-muted shrink-0" />
      <div className="min-w-0 flex-1">
        <Text size="small" leading="compact" weight="plus" className="[overflow-wrap:anywhere]">
          {asset.name}
        </Text>
        <Text size="xsmall" className="text-ui-fg-subtle truncate">
          {formatFileSize(asset.size, locale)} · {asset.mime_type}
        </Text>
      </div>
      <IconButton
        size="small"
        variant="transparent"
        isLoading={isPending}
        aria-label={t("asset.removeTitle", { name: asset.name })}
        onClick={() => void remove()}
      >
        <Trash />
      </IconButton>
    </li>
  )
}

function UploadRow({ upload, onDismiss }: { upload: Upload; onDismiss: () => void }) {
  const { t, locale } = useText()
  const { problem } = upload
  return (
    <li className="flex items-center gap-x-3 px-6 py-3">
      <ArrowUpTray className={clx("shrink-0", problem ? "text-ui-tag-red-text" : "text-ui-fg-muted")} />
      <div className="flex min-w-0 flex-1 flex-col gap-y-1">
        <Text size="small" leading="compact" weight="plus" className="[overflow-wrap:anywhere]">
          {upload.name}
        </Text>
        {problem ? (
          <Text size="xsmall" className="text-ui-tag-red-text" role="alert">
            {problem.text ||
              (problem.key &&
                t(`errors.${problem.key}`, { defaultValue: "", size: formatFileSize(problem.most ?? 0, locale) })) ||
              t("errors.unreachable")}
          </Text>
        ) : (
          <div
            role="progressbar"
            aria-label={t("asset.uploading", { name: upload.name })}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(upload.share * 100)}
            className="bg-ui-bg-component border-ui-border-base h-1.5 overflow-hidden rounded-full border"
          >
            <div
              className="bg-ui-tag-blue-icon h-full rounded-full transition-[width]"
              style={{ width: `${upload.share * 100}%` }}
            />
          </div>
        )}
        <Text size="xsmall" className="text-ui-fg-subtle">
          {formatFileSize(upload.size, locale)}
        </Text>
      </div>
      <IconButton
        size="small"
        variant="transparent"
        aria-label={t(problem ? "asset.dismiss" : "asset.stop", { name: upload.name })}
        onClick={onDismiss}
      >
        <XMark />
      </IconButton>
    </li>
  )
}
