import { faultsOf, type Fault } from '#shared/schema/parseStrictly.ts'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { blockNamed, stemNamed } from '#shared/networks/neutralForm.ts'
import type { Mapping } from './mapping.ts'
import { roles, type RoleId } from './roles.ts'
import type { ResultRow, ResultTable } from './resultTable.ts'

/** Why a row cannot be used: one or several mistakes, each with its column and value. */
export class RowFault extends ValueError {
  constructor(faults: readonly Fault[]) {
    super(sentence('resultFaults', { faults: faults.map(inColumn) }))
  }
}

function inColumn({ path, said, value }: Fault): Sentence {
  const column = path.map(String).join(', ')
  if (column === '') return said
  return value === undefined
    ? sentence('columnFault', { column, said })
    : sentence('columnFaultOf', { column, value, said })
}

const texts: ReadonlySet<RoleId> = new Set(['space', 'population', 'tags', 'note', 'exclusion', 'status'])

/** Reads the cells of a table's rows by their meaning. */
export class CellReader {
  readonly #places: ReadonlyMap<RoleId, readonly number[]>
  readonly #mapping: Mapping
  readonly #table: ResultTable

  /** Throws ValueError if the mapping names a column that the table does not have. */
  constructor(table: ResultTable, mapping: Mapping) {
    this.#table = table
    this.#mapping = mapping
    this.#places = new Map(
      (Object.entries(mapping.sources) as [RoleId, Mapping['sources'][RoleId]][]).flatMap(([id, source]) =>
        source && 'columns' in source ? [[id, source.columns.map((column) => this.#placeOf(column))] as const] : [],
      ),
    )
  }

  #placeOf(column: string): number {
    const place = this.#table.columns.indexOf(column)
    if (place >= 0) return place
    throw new ValueError(sentence('columnAbsent', { column }))
  }

  isMapped(id: RoleId): boolean {
    return this.#mapping.sources[id] !== undefined
  }

  /** The columns of a role, as named in messages. */
  columnOf(id: RoleId): string {
    const source = this.#mapping.sources[id]
    return source && 'columns' in source ? source.columns.join(', ') : id
  }

  /** What the cell of a row holds; undefined if blank or not mapped. The last one of a list over epochs. */
  #raw(row: ResultRow, id: RoleId): unknown {
    const source = this.#mapping.sources[id]
    if (source && 'value' in source) return source.value
    const [place] = this.#places.get(id) ?? []
    const cell = place === undefined ? undefined : row.cells[place]
    return isBlank(cell) ? undefined : cell
  }

  /** A whole value, such as a network's description; undefined if blank. */
  whole(row: ResultRow, id: RoleId): unknown {
    return this.#raw(row, id)
  }

  /** One value; undefined if blank. Throws RowFault with column and value. */
  one(row: ResultRow, id: RoleId): unknown {
    const raw = this.#raw(row, id)
    const cell = Array.isArray(raw) ? (raw.at(-1) as unknown) : raw
    return isBlank(cell) ? undefined : this.#checked(id, cell, this.columnOf(id))
  }

  number(row: ResultRow, id: RoleId): number | undefined {
    return this.one(row, id) as number | undefined
  }

  text(row: ResultRow, id: RoleId): string | undefined {
    const value = this.one(row, id)
    return value === undefined ? undefined : (value as string)
  }

  /** One value per stage, or a single one for all. Undefined if all cells are blank. Trailing blanks mean fewer stages. */
  list(row: ResultRow, id: RoleId): number[] | undefined {
    const places = this.#places.get(id)
    if (places && places.length > 1) {
      const columns = this.#mapping.sources[id] as { columns: readonly string[] }
      const cells = places.map((place) => row.cells[place])
      const end = cells.findLastIndex((cell) => !isBlank(cell)) + 1
      if (end === 0) return undefined
      return cells.slice(0, end).map((cell, i) => this.#checked(id, cell, columns.columns[i]!) as number)
    }
    const raw = this.#raw(row, id)
    if (raw === undefined) return undefined
    const cells: unknown[] = Array.isArray(raw) ? raw : typeof raw === 'string' ? splitList(raw) : [raw]
    if (cells.length === 0) return undefined
    return cells.map((cell) => this.#checked(id, cell, this.columnOf(id)) as number)
  }

  #checked(id: RoleId, cell: unknown, column: string): unknown {
    const { schema } = roles[id]
    const value = asRead(id, cell)
    const result = schema.safeParse(value)
    if (result.success) return result.data
    const shown = isBlank(cell) ? undefined : typeof cell === 'string' ? cell : JSON.stringify(cell)
    const faults = faultsOf(result.error.issues, value, schema).map(({ said }) => ({
      ...{ path: [column], said: isBlank(cell) ? sentence('required') : said },
      ...(shown !== undefined && { value: shown.slice(0, longestShown) }),
    }))
    throw new RowFault(faults)
  }
}

const longestShown = 60

export const isBlank = (cell: unknown): boolean =>
  cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '')

/** The items of a list in one cell: "1 2 3", "1,2,3", "[1, 2, 3]", "1-2-3" and the like. */
const splitList = (text: string): string[] =>
  text
    .replace(/^\s*[[({]|[\])}]\s*$/g, '')
    .trim()
    .split(/\s*[\s,;/|]\s*/)
    .filter((item) => item !== '')

/** The value that a cell stands for: numbers written as text, and the names of other programs. */
function asRead(id: RoleId, cell: unknown): unknown {
  if (texts.has(id)) return typeof cell === 'string' ? cell : JSON.stringify(cell)
  if (typeof cell !== 'string') return cell
  const text = cell.trim()
  if (id === 'stem') return stemNamed(text) ?? text
  if (id === 'block') return blockNamed(text, 0) ?? text
  if (id === 'activation') return text === 'swish' ? 'silu' : text.toLowerCase()
  const number = Number(text)
  return Number.isNaN(number) ? text : number
}
