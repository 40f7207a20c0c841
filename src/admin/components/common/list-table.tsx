import {
  Button,
  Container,
  DataTable,
  DataTableEmptyStateProps,
  DataTableFilter,
  DataTableFilteringState,
  Heading,
  Text,
  useDataTable,
} from "@medusajs/ui"
import { Link, useNavigate, useSearchParams } from "react-router-dom"
import { useText } from "../../hooks/use-text"

type ListTableProps<T> = {
  title: string
  hint: string
  /** The button beside the title. */
  action: { label: string; to: string }
  data: T[] | undefined
  rowCount: number | undefined
  columns: Parameters<typeof useDataTable<T>>[0]["columns"]
  filters: DataTableFilter[]
  getRowId: (row: T) => string
  rowHref: (row: T) => string
  pageSize: number
  isLoading: boolean
  emptyState: DataTableEmptyStateProps
}

/**
 * A list page's table, its state in the address as in the dashboard's own tables (and read by `useTableQuery`),
 * but with a header that still fits a phone.
 */
export function ListTable<T>({ title, hint, action, filters, rowHref, pageSize, emptyState, ...table }: ListTableProps<T>) {
  const { t } = useText()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()

  const set = (changes: Record<string, string | undefined>) =>
    setParams((previous) => {
      for (const [key, value] of Object.entries(changes)) {
        if (value) {
          previous.set(key, value)
        } else {
          previous.delete(key)
        }
      }
      return previous
    })

  const order = params.get("order")
  const filterIds = filters.map((filter) => filter.id)
  const filtering: DataTableFilteringState = Object.fromEntries(
    filterIds.flatMap((id) => {
      const raw = params.get(id)
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
      state: { pageIndex: Math.floor((Number(params.get("offset")) || 0) / pageSize), pageSize },
      onPaginationChange: ({ pageIndex }) => set({ offset: pageIndex > 0 ? String(pageIndex * pageSize) : undefined }),
    },
    search: { state: params.get("q") ?? "", onSearchChange: (q) => set({ q, offset: undefined }) },
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
    onRowClick: (event, row) => {
      if (event.metaKey || event.ctrlKey) {
        const base = window.location.pathname.split("/monetization")[0]
        window.open(`${base}${rowHref(row)}`, "_blank", "noreferrer")
      } else {
        navigate(rowHref(row))
      }
    },
  })

  return (
    <Container className="overflow-hidden p-0">
      <DataTable instance={instance}>
        <DataTable.Toolbar translations={{ clearAll: t("table.clearAll") }}>
          <div className="flex w-full flex-col justify-between gap-3 md:flex-row md:items-center">
            <div className="flex items-center justify-between gap-x-4">
              <div className="min-w-0">
                <Heading>{title}</Heading>
                <Text size="small" className="text-ui-fg-subtle">
                  {hint}
                </Text>
              </div>
              <Button size="small" variant="secondary" className="md:hidden" asChild>
                <Link to={action.to}>{action.label}</Link>
              </Button>
            </div>
            <div className="flex items-center gap-x-2">
              <DataTable.FilterMenu tooltip={t("table.filter")} />
              <DataTable.SortingMenu tooltip={t("table.sort")} />
              <div className="min-w-0 flex-1">
                <DataTable.Search placeholder={t("table.search")} />
              </div>
              <Button size="small" variant="secondary" className="hidden md:inline-flex" asChild>
                <Link to={action.to}>{action.label}</Link>
              </Button>
            </div>
          </div>
        </DataTable.Toolbar>
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
