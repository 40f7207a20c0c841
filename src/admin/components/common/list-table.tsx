import {
  Button,
  Container,
  DataTable,
  DataTableEmptyStateProps,
  DataTableFilter,
  DataTableFilteringState,
  DataTableRowSelectionState,
  Heading,
  Text,
  useDataTable,
} from "@medusajs/ui"
import { ReactNode } from "react"
import { Link, useNavigate, useSearchParams } from "react-router-dom"
import { useText } from "../../hooks/use-text"

type ListTableProps<T> = {
  title: string
  hint?: string
  /** A section of a detail page has a smaller title than a page of its own. */
  level?: "h1" | "h2"
  /** The button beside the title. */
  action?: { label: string; to: string }
  /** A button that does its work on the page, beside the title. */
  button?: ReactNode
  /** Keeps this table's state in the address apart from that of others on the page. */
  prefix?: string
  data: T[] | undefined
  rowCount: number | undefined
  columns: Parameters<typeof useDataTable<T>>[0]["columns"]
  filters?: DataTableFilter[]
  getRowId: (row: T) => string
  rowHref?: (row: T) => string
  pageSize: number
  isLoading?: boolean
  emptyState: DataTableEmptyStateProps
  /** Ids of the chosen rows; they stay chosen on other pages. */
  selection?: { chosen: DataTableRowSelectionState; onChange: (chosen: DataTableRowSelectionState) => void }
  /** Between the toolbar and the rows. */
  children?: ReactNode
}

/**
 * A list's table, its state in the address as in the dashboard's own tables (and read by `useTableQuery`),
 * but with a header that still fits a phone.
 */
export function ListTable<T>({
  title,
  hint,
  level = "h1",
  action,
  button,
  prefix,
  filters = [],
  rowHref,
  pageSize,
  emptyState,
  selection,
  children,
  ...table
}: ListTableProps<T>) {
  const { t } = useText()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()

  const inAddress = (key: string) => (prefix ? `${prefix}_${key}` : key)
  const get = (key: string) => params.get(inAddress(key))
  const set = (changes: Record<string, string | undefined>) =>
    setParams((previous) => {
      for (const [key, value] of Object.entries(changes)) {
        if (value) {
          previous.set(inAddress(key), value)
        } else {
          previous.delete(inAddress(key))
        }
      }
      return previous
    })

  const order = get("order")
  const filterIds = filters.map((filter) => filter.id)
  const filtering: DataTableFilteringState = Object.fromEntries(
    filterIds.flatMap((id) => {
      const raw = get(id)
      return raw === null ? [] : [[id, parsed(raw)]]
    })
  )

  const instance = useDataTable<T>({
    data: table.data ?? [],
    rowCount: table.rowCount ?? 0,
    columns: table.columns,
    getRowId: table.getRowId,
    isLoading: table.isLoading,
    filters,
    // The table answers every search and filter with a return to its first page, by itself.
    pagination: {
      state: { pageIndex: Math.floor((Number(get("offset")) || 0) / pageSize), pageSize },
      onPaginationChange: ({ pageIndex }) => set({ offset: pageIndex > 0 ? String(pageIndex * pageSize) : undefined }),
    },
    search: { state: get("q") ?? "", onSearchChange: (q) => set({ q, offset: undefined }) },
    sorting: {
      state: order ? { id: order.replace(/^-/, ""), desc: order.startsWith("-") } : null,
      onSortingChange: (sorting) => set({ order: sorting ? `${sorting.desc ? "-" : ""}${sorting.id}` : undefined }),
    },
    filtering: {
      state: filtering,
      onFilteringChange: (state) =>
        set({
          ...Object.fromEntries(
            filterIds.map((id) => [id, state[id] === undefined ? undefined : JSON.stringify(state[id])])
          ),
          offset: undefined,
        }),
    },
    ...(selection
      ? { rowSelection: { state: selection.chosen, onRowSelectionChange: selection.onChange, enableRowSelection: true } }
      : {}),
    onRowClick:
      rowHref &&
      ((event, row) => {
        if (event.metaKey || event.ctrlKey) {
          const base = window.location.pathname.split("/monetization")[0]
          window.open(`${base}${rowHref(row)}`, "_blank", "noreferrer")
        } else {
          navigate(rowHref(row))
        }
      }),
  })
  const sortable = table.columns.some((column) => column.enableSorting)

  return (
    <Container className="overflow-hidden p-0">
      <DataTable instance={instance}>
        <DataTable.Toolbar translations={{ clearAll: t("table.clearAll") }}>
          <div className="flex w-full flex-col justify-between gap-3 md:flex-row md:items-center">
            <div className="flex items-center justify-between gap-x-4">
              <div className="min-w-0">
                <Heading level={level}>{title}</Heading>
                {hint && (
                  <Text size="small" className="text-ui-fg-subtle">
                    {hint}
                  </Text>
                )}
              </div>
              {action && (
                <Button size="small" variant="secondary" className="md:hidden" asChild>
                  <Link to={action.to}>{action.label}</Link>
                </Button>
              )}
            </div>
            <div className="flex items-center gap-x-2">
              {filters.length > 0 && <DataTable.FilterMenu tooltip={t("table.filter")} />}
              {sortable && <DataTable.SortingMenu tooltip={t("table.sort")} />}
              <div className="min-w-0 flex-1">
                <DataTable.Search placeholder={t("table.search")} aria-label={t("table.searchIn", { name: title })} />
              </div>
              {action && (
                <Button size="small" variant="secondary" className="hidden md:inline-flex" asChild>
                  <Link to={action.to}>{action.label}</Link>
                </Button>
              )}
              {button}
            </div>
          </div>
        </DataTable.Toolbar>
        {children}
        <DataTable.Table emptyState={emptyState} />
        <DataTable.Pagination
          translations={{
            of: t("table.of"),
            results: t("table.results"),
            pages: t("table.pages"),
            prev: t("table.prev"),
            next: t("table.next"),
          }}
        />
      </DataTable>
    </Container>
  )
}

/** A filter is kept as JSON; an address typed by hand may hold the bare word. */
function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return raw
  }
}
