import { Form } from "@medusajs/dashboard/components"
import { ArrowUpTray, Spinner } from "@medusajs/icons"
import { Button, clx, Text } from "@medusajs/ui"
import { DragEvent, useRef, useState } from "react"
import { Control, FieldPath, FieldValues, Path, UseFormSetError } from "react-hook-form"
import { useText } from "../../hooks/use-text"
import { useUploadImage } from "../../hooks/use-upload-image"
import { errorText } from "../../lib/errors"

const FORMATS = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"]
const MEGABYTE = 1024 * 1024
/** The host's own limit (1 MB unless its medusa-config says otherwise): a bigger file would be refused after the upload. */
const MOST = typeof __MAX_UPLOAD_FILE_SIZE__ === "number" ? __MAX_UPLOAD_FILE_SIZE__ : MEGABYTE

type ImageFieldProps<T extends FieldValues> = {
  control: Control<T>
  name: FieldPath<T>
  setError: UseFormSetError<T>
  label: string
  onBusy?: (busy: boolean) => void
}

/** A picture, uploaded when it is chosen; the form keeps its URL, or null. */
export function ImageField<T extends FieldValues>({ control, name, setError, label, onBusy }: ImageFieldProps<T>) {
  const { t } = useText()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const { mutateAsync, isPending } = useUploadImage()

  const refuse = (message: string) => setError(name as Path<T>, { type: "upload", message })

  const take = async (file: File | undefined, onChange: (url: string) => void) => {
    if (!file) {
      return
    }
    if (!FORMATS.includes(file.type)) {
      refuse(t("validation.imageFormat"))
      return
    }
    if (file.size > MOST) {
      refuse(t("validation.imageSize", { size: Math.floor((MOST / MEGABYTE) * 10) / 10 }))
      return
    }
    onBusy?.(true)
    try {
      onChange(await mutateAsync(file))
    } catch (error) {
      refuse(errorText(error) ?? t("validation.imageUpload"))
    } finally {
      onBusy?.(false)
    }
  }

  return (
    <Form.Field
      control={control}
      name={name}
      render={({ field: { value, onChange, ref } }) => {
        const drop = (event: DragEvent) => {
          event.preventDefault()
          setOver(false)
          void take(event.dataTransfer.files[0], onChange)
        }
        return (
          <Form.Item>
            <Form.Label optional>{label}</Form.Label>
            <div
              onDragOver={(event) => {
                event.preventDefault()
                setOver(true)
              }}
              onDragLeave={() => setOver(false)}
              onDrop={drop}
              className={clx(
                "bg-ui-bg-component border-ui-border-strong flex items-center gap-4 rounded-lg border border-dashed p-3",
                over && "border-ui-border-interactive"
              )}
            >
              {value ? (
                <img
                  src={value}
                  alt={t("form.imagePreview")}
                  className="bg-ui-bg-subtle h-20 w-32 shrink-0 rounded-md object-cover"
                />
              ) : (
                <div className="bg-ui-bg-base text-ui-fg-muted flex h-20 w-32 shrink-0 items-center justify-center rounded-md">
                  {isPending ? <Spinner className="animate-spin" /> : <ArrowUpTray />}
                </div>
              )}
              <div className="flex min-w-0 flex-col gap-y-2">
                <Text size="small" className="text-ui-fg-subtle">
                  {isPending ? t("form.imageUploading") : t("form.imageHint")}
                </Text>
                <div className="flex flex-wrap gap-2">
                  <Form.Control>
                    <Button
                      ref={ref}
                      type="button"
                      size="small"
                      variant="secondary"
                      isLoading={isPending}
                      // The label names the field; the button still says what it does.
                      aria-labelledby={undefined}
                      aria-label={`${value ? t("form.imageReplace") : t("form.imageChoose")}: ${label}`}
                      onClick={() => input.current?.click()}
                    >
                      {value ? t("form.imageReplace") : t("form.imageChoose")}
                    </Button>
                  </Form.Control>
                  {value && (
                    <Button type="button" size="small" variant="transparent" onClick={() => onChange(null)}>
                      {t("form.imageRemove")}
                    </Button>
                  )}
                </div>
              </div>
            </div>
            <input
              ref={input}
              type="file"
              hidden
              accept={FORMATS.join(",")}
              onChange={(event) => {
                void take(event.target.files?.[0], onChange)
                event.target.value = ""
              }}
            />
            <Form.ErrorMessage />
          </Form.Item>
        )
      }}
    />
  )
}
