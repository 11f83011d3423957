import { looksLikeNetworks } from '#shared/networks/forms/readNetworks.ts'
import { limits } from '#shared/schema/limits.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import type { ResultFormat, ResultTable } from './resultTable.ts'

type Entry = Record<string, unknown>

const isObject = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Most columns that a table may get. */
const mostColumns = 2000
/** The column for the part of the file (such as NDS's `top` and `mid`) that an entry comes from. */
const partColumn = 'part'

/**
 * The table of parsed JSON: a list of objects, an object of such lists (whose keys become the column `part`), or the
 * sweep.json of pycls. Nested objects become columns with dotted names; a network in any known form is a column of its
 * own as well. Throws ValueError if it is neither.
 */
export function readJsonTable(input: unknown): ResultTable {
  const entries = entriesOf(input)
  return tableOf(entries, formatOf(entries))
}

/** The table of objects, one row each. Throws ValueError if there are none, too many, or too many columns. */
export function tableOf(entries: readonly Entry[], format: ResultFormat): ResultTable {
  if (entries.length === 0) throw new ValueError(sentence('resultsEmpty'))
  if (entries.length > limits.runs) throw new ValueError(sentence('resultsTooMany', { limit: limits.runs }))
  const columns = new Map<string, number>()
  const rows = entries.map((entry, i) => {
    const cells: unknown[] = []
    for (const [name, value] of flat(entry)) {
      let column = columns.get(name)
      if (column === undefined) {
        if (columns.size >= mostColumns) throw new ValueError(sentence('columnsTooMany', { limit: mostColumns }))
        columns.set(name, (column = columns.size))
      }
      cells[column] = value
    }
    return { place: i + 1, cells }
  })
  return { format, columns: [...columns.keys()], rows }
}

function* flat(entry: Entry, prefix = ''): Generator<[name: string, value: unknown]> {
  for (const [key, value] of Object.entries(entry)) {
    const name = `${prefix}${key}`
    if (!isObject(value)) yield [name, value]
    else {
      if (looksLikeNetworks(value)) yield [name, value]
      yield* flat(value, `${name}.`)
    }
  }
}

function entriesOf(input: unknown): Entry[] {
  if (Array.isArray(input)) return listed(input)
  if (isObject(input)) {
    const lists = Object.entries(input).filter(([, value]) => Array.isArray(value) && value.every(isObject))
    if (lists.length > 0)
      return lists.flatMap(([part, list]) =>
        listed(list as unknown[]).map((entry) => ({ [partColumn]: part, ...entry })),
      )
  }
  throw new ValueError(sentence('resultsForeign'))
}

function listed(list: readonly unknown[]): Entry[] {
  const wrong = list.findIndex((entry) => !isObject(entry))
  if (wrong >= 0) throw new ValueError(sentence('entryNoObject', { entry: wrong + 1 }))
  return list as Entry[]
}

function formatOf([first = {}]: readonly Entry[]): ResultFormat {
  if (isObject(first['cfg']) && ('test_epoch' in first || 'test_ema_epoch' in first)) return 'pyclsSweep'
  return isObject(first['net']) && ('min_test_top1' in first || 'test_ep_top1' in first) ? 'nds' : 'json'
}
