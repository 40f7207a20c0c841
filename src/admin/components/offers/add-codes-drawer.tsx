import { ArrowUpTray } from "@medusajs/icons"
import { Button, Drawer, Heading, Hint, InlineTip, Label, Text, Textarea } from "@medusajs/ui"
import { useDeferredValue, useId, useMemo, useRef, useState } from "react"
import { useAddCodes } from "../../hooks/use-access-codes"
import { useFeedback } from "../../hooks/use-feedback"
import { useText } from "../../hooks/use-text"
import { CodeList, LONGEST_CODE, readCodeList } from "../../lib/access-code-list"
import { formatNumber } from "../../lib/format"

/** A file with more bytes is no list of codes for one event. */
const LARGEST_FILE = 5 * 1024 * 1024

type AddCodesDrawerProps = { offerId: string; open: boolean; onClose: () => void }

/** Brings codes in: pasted, or read from a text or CSV file; says what will be added before it is. */
export function AddCodesDrawer({ offerId, open, onClose }: AddCodesDrawerProps) {
  const { t } = useText()
  return (
    <Drawer open={open} onOpenChange={(opened) => !opened && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading className="[overflow-wrap:anywhere]">{t("code.addTitle")}</Heading>
          </Drawer.Title>
          <Drawer.Description className="text-ui-fg-subtle">{t("code.addHint")}</Drawer.Description>
        </Drawer.Header>
        <AddCodes offerId={offerId} onClose={onClose} />
      </Drawer.Content>
    </Drawer>
  )
}

function AddCodes({ offerId, onClose }: { offerId: string; onClose: () => void }) {
  const { t, locale } = useText()
  const id = useId()
  const feedback = useFeedback()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState("")
  const [refused, setRefused] = useState<string>()
  const read = useDeferredValue(text)
  const list = useMemo(() => readCodeList(read), [read])
  const { mutateAsync, isPending } = useAddCodes(offerId)

  const take = async (file: File | undefined) => {
    if (!file) {
      return
    }
    const content = file.size > LARGEST_FILE ? null : await file.text()
    if (content === null) {
      setRefused(t("code.fileTooLarge"))
    } else if (content.includes("\u0000")) {
      // A spreadsheet's own format, a picture: no text.
      setRefused(t("code.fileNotText"))
    } else {
      setRefused(undefined)
      setText((before) => (before.trim() ? `${before.trimEnd()}\n${content}` : content))
    }
  }

  const save = () =>
    mutateAsync(readCodeList(text).codes).then(({ added, duplicates }) => {
      feedback.done(
        [t("code.added", { count: added }), duplicates > 0 && t("code.duplicates", { count: duplicates })]
          .filter(Boolean)
          .join(" ")
      )
      onClose()
    }, feedback.failed)

  return (
    <>
      <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Label htmlFor={id} size="small" weight="plus">
            {t("code.list")}
          </Label>
          <Button size="small" variant="secondary" type="button" onClick={() => input.current?.click()}>
            <ArrowUpTray />
            {t("code.chooseFile")}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            accept=".txt,.csv,.tsv,text/plain,text/csv"
            aria-label={t("code.chooseFile")}
            onChange={(event) => {
              void take(event.target.files?.[0])
              event.target.value = ""
            }}
          />
        </div>
        <Textarea
          id={id}
          rows={14}
          spellCheck={false}
          autoComplete="off"
          className="font-mono"
          placeholder={"SUMMER-7F3K\nSUMMER-9Q2M"}
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            setRefused(undefined)
            setText(event.target.value)
          }}
        />
        <Hint id={`${id}-hint`}>{t("code.listHint")}</Hint>
        {refused && (
          <Hint variant="error" role="alert">
            {refused}
          </Hint>
        )}
        <ListSummary list={list} />
      </Drawer.Body>
      <Drawer.Footer>
        <Button size="small" variant="secondary" type="button" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button
          size="small"
          type="button"
          isLoading={isPending}
          disabled={list.codes.length === 0 || list.tooLong.length > 0}
          onClick={() => void save()}
        >
          {list.codes.length > 0
            ? t("code.addCount", { count: list.codes.length, codes: formatNumber(list.codes.length, locale) })
            : t("code.add")}
        </Button>
      </Drawer.Footer>
    </>
  )
}

/** What the list holds: how many codes, which stand in it twice, which can't be one. */
function ListSummary({ list }: { list: CodeList }) {
  const { t, locale } = useText()
  return (
    <div role="status" className="flex flex-col gap-y-2">
      {list.codes.length > 0 && (
        <Text size="small" weight="plus">
          {t("code.found", { count: list.codes.length, codes: formatNumber(list.codes.length, locale) })}
        </Text>
      )}
      {list.repeated > 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("code.repeated", { count: list.repeated })}
        </Text>
      )}
      {list.tooLong.length > 0 && (
        <InlineTip label={t("code.tooLong")} variant="error">
          {t("code.tooLongHint", { lines: list.tooLong.slice(0, 10).join(", "), most: LONGEST_CODE })}
        </InlineTip>
      )}
    </div>
  )
}
