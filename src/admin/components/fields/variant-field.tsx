import { useState } from "react"
import { FieldValues } from "react-hook-form"
import { useDebounced } from "../../hooks/use-debounced"
import { useText } from "../../hooks/use-text"
import { useVariant, useVariantSearch, VariantOption } from "../../hooks/use-variants"
import { ComboboxField } from "./combobox-field"
import { FieldProps } from "./types"

/** A Medusa product variant, found by its product's or its own name. */
export function VariantField<T extends FieldValues>({
  value,
  onChosen,
  ...props
}: FieldProps<T> & { value: string; onChosen?: (variant: VariantOption | undefined) => void }) {
  const { t } = useText()
  const [search, setSearch] = useState("")
  const { data: found = [] } = useVariantSearch(useDebounced(search))
  const { data: chosen } = useVariant(value || undefined)
  const options =
    chosen && !search && !found.some((variant) => variant.value === chosen.value) ? [chosen, ...found] : found

  return (
    <ComboboxField
      {...props}
      options={options}
      placeholder={t("form.variantPlaceholder")}
      searchValue={search}
      onSearchValueChange={setSearch}
      onChosen={(id) => onChosen?.(options.find((variant) => variant.value === id))}
    />
  )
}
