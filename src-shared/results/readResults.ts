import { networkComplexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'
import type { RegNetParameters } from '#shared/networks/regNet.ts'
import { messageOf, sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { sweptKeys, type RecipeDraw } from '#shared/training/recipeSweep.ts'
import { CellReader, RowFault } from './cells.ts'
import { differingCounts } from './countChecks.ts'
import type { ErrorUnit, Mapping } from './mapping.ts'
import { networkOfRow } from './networkOfRow.ts'
import type { ResultRow, ResultTable, UnusableRow } from './resultTable.ts'
import { readTags } from './tagList.ts'

/** A network trained elsewhere, with its outcome. */
export interface Result {
  /** Line or number of its entry in the file. */
  readonly place: number
  readonly network: Network
  /** The RegNet parameters that the file gives; they lead to the network. */
  readonly regNet: RegNetParameters | null
  readonly status: 'finished' | 'diverged' | 'failed'
  /** Top-1 error in percent; null unless finished. */
  readonly errorPercent: number | null
  readonly top5ErrorPercent: number | null
  /** Number of epochs trained. */
  readonly epochs: number | null
  /** Top-1 error in percent after each epoch; empty if the file has none. */
  readonly errorCurve: readonly number[]
  readonly seed: number | null
  /** The values of the recipe that the file gives for it; null: none. */
  readonly recipeDraw: RecipeDraw | null
  readonly space: string | null
  readonly population: string | null
  readonly tags: readonly string[]
  readonly note: string
  /** Why it counts nowhere; null if it counts. */
  readonly exclusion: string | null
}

export interface ReadResults {
  readonly results: readonly Result[]
  /** The rows that cannot be used, in order. */
  readonly unusable: readonly UnusableRow<Sentence>[]
  /** What is noticed although the rows can be used. */
  readonly notes: readonly Sentence[]
}

/** The rows of a table read by a mapping. Throws ValueError if the mapping itself cannot be used. */
export function readResults(table: ResultTable, mapping: Mapping): ReadResults {
  const reader = new CellReader(table, mapping)
  if (!reader.isMapped('error')) throw new ValueError(sentence('errorUnmapped'))
  const results: Result[] = []
  const unusable: UnusableRow<Sentence>[] = []
  const checks = differingCounts(reader)
  for (const row of table.rows) {
    try {
      const result = resultOf(row, reader, mapping.unit)
      checks.take(row, networkComplexity(result.network))
      results.push(result)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      unusable.push({ place: row.place, said: messageOf(error) })
    }
  }
  return { results, unusable, notes: checks.notes() }
}

function resultOf(row: ResultRow, reader: CellReader, unit: ErrorUnit): Result {
  const { network, regNet } = networkOfRow(row, reader)
  const errorPercent = percentOf(row, reader, 'error', unit)
  const given = (reader.one(row, 'status') as Result['status'] | 'dropped' | undefined) ?? 'finished'
  // A network that was dropped early has no final error; its reason is in the column of exclusions.
  const status = given === 'dropped' ? 'failed' : given
  if (status === 'finished' && errorPercent === null)
    throw new RowFault([{ path: [reader.columnOf('error')], said: sentence('required') }])
  const curve = reader.list(row, 'errorCurve') ?? []
  return {
    ...{ place: row.place, network, regNet, status },
    errorPercent: status === 'finished' ? errorPercent : null,
    top5ErrorPercent: status === 'finished' ? percentOf(row, reader, 'top5', unit) : null,
    epochs: reader.number(row, 'epochs') ?? (curve.length || null),
    errorCurve: curve.map((value) => requirePercent(inPercent(value, unit), value, reader.columnOf('errorCurve'))),
    ...{ seed: reader.number(row, 'seed') ?? null, recipeDraw: recipeOfRow(row, reader) },
    ...{ space: reader.text(row, 'space') ?? null, population: reader.text(row, 'population') ?? null },
    tags: readTags(reader.text(row, 'tags') ?? ''),
    note: reader.text(row, 'note') ?? '',
    exclusion: reader.text(row, 'exclusion') ?? null,
  }
}

function recipeOfRow(row: ResultRow, reader: CellReader): RecipeDraw | null {
  const values = sweptKeys.flatMap((key) => {
    const value = reader.number(row, `recipe.${key}`)
    return value === undefined ? [] : [[key, value]]
  })
  return values.length === 0 ? null : (Object.fromEntries(values) as RecipeDraw)
}

function percentOf(row: ResultRow, reader: CellReader, id: 'error' | 'top5', unit: ErrorUnit): number | null {
  const value = reader.number(row, id)
  return value === undefined ? null : requirePercent(inPercent(value, unit), value, reader.columnOf(id))
}

const inPercent = (value: number, unit: ErrorUnit): number =>
  ({ percent: value, share: 100 * value, accuracyPercent: 100 - value, accuracyShare: 100 * (1 - value) })[unit]

function requirePercent(percent: number, value: number, column: string): number {
  if (percent >= 0 && percent <= 100) return percent
  throw new RowFault([{ path: [column], said: sentence('noErrorValue'), value: `${value}` }])
}
