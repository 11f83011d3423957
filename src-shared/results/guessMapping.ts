import { sweptKeyOf } from './recipeRoles.ts'
import { roleIds, roles, type RoleId } from './roles.ts'
import type { ErrorUnit, Mapping, Source } from './mapping.ts'
import type { ResultTable } from './resultTable.ts'

/** A column's name in small letters and digits. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** One column per stage: a letter or word for the size, then the number of the stage. */
const perStageNames: Readonly<Partial<Record<RoleId, RegExp>>> = {
  depths: /^(?:d|depth|depths|blocks)(\d)$/,
  widths: /^(?:w|width|widths)(\d)$/,
  bottleneckRatios: /^(?:b|bottleneckratio|bottleneck)(\d)$/,
  bottleneckMultipliers: /^(?:botmul|botmuls)(\d)$/,
  groupWidths: /^(?:g|gw|groupwidth|groupw)(\d)$/,
  groups: /^(?:groups|numg)(\d)$/,
  strides: /^(?:s|stride|strides)(\d)$/,
}

/** What the networks of NDS share, which its files do not say: its networks were trained on CIFAR-10. */
const ndsFrame = { stem: 'cifar', stemWidth: 16, imageSize: 32, classes: 10 } as const

/**
 * The likely meaning of a table's columns, by their names and, for the unit of the errors, their values. RegNet
 * parameters need all four; b is a ratio beside w_a, as in the paper, and a multiplier beside wa, as in pycls.
 */
export function guessMapping(table: ResultTable): Mapping {
  const { columns } = table
  const byName = new Map(columns.toReversed().map((column) => [plain(column), column]))
  const isLine = hasLine(byName)
  const isPycls = isLine && columns.some((column) => /^wa$/i.test(column))
  const sources: Partial<Record<RoleId, Source>> = {}
  for (const id of roleIds) {
    const whole = namesOf(id, isPycls)
      .map((name) => byName.get(name))
      .find((column) => column !== undefined)
    const stages = perStage(id, columns)
    if (stages.length > 0 && !(id === 'widths' && isLine)) sources[id] = { columns: stages }
    else if (whole !== undefined) sources[id] = { columns: [whole] }
  }
  const isNetwork = sources.network !== undefined && isWhole(table, sources.network)
  // A configuration describes its own frame; columns of it would say the same again.
  const isLeft = (id: RoleId) =>
    id === 'network' ? !isNetwork : isNetwork ? isOfNetwork(id) : !isLine && roles[id].part === 'line'
  const kept = Object.entries(sources).filter(([id]) => !isLeft(id as RoleId)) as [RoleId, Source][]
  return completed(
    table,
    Object.fromEntries(kept.filter(([id, source]) => !sweptKeyOf(id) || isDrawn(table, id, source))),
  )
}

/** Whether a value of the recipe differs between rows; pycls's files say those that do not as well. */
function isDrawn({ columns, rows }: ResultTable, id: RoleId, source: Source): boolean {
  if (!('columns' in source)) return false
  const at = columns.indexOf(source.columns[0]!)
  const isOwn = plain(columns[at]!) === roles[id].names[0]
  return isOwn || new Set(rows.map(({ cells }) => JSON.stringify(cells[at]))).size > 1
}

function completed(table: ResultTable, given: Partial<Record<RoleId, Source>>): Mapping {
  const sources = { ...(table.format === 'nds' && constants(ndsFrame)), ...given }
  if (!sources.population && sources.space) sources.population = sources.space
  return { sources, unit: unitOf(table, sources) }
}

const constants = (values: Partial<Record<RoleId, string | number>>): Partial<Record<RoleId, Source>> =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value }]))

const isOfNetwork = (id: RoleId): boolean =>
  ['line', 'frame'].includes(roles[id].part) || (roles[id].part === 'sizes' && id !== 'network')

const hasLine = (byName: ReadonlyMap<string, string>): boolean =>
  ['w0', 'wa', 'wm'].every((name) => byName.has(name)) ||
  ['initialwidth', 'widthslope', 'widthmultiplier'].every((name) => byName.has(name))

/** The usual names of a role in this table: b is a multiplier beside wa, as in pycls, and else the paper's ratio. */
function namesOf(id: RoleId, isPycls: boolean): readonly string[] {
  const { names } = roles[id]
  if (!isPycls) return names
  if (id === 'bottleneckRatios') return names.filter((name) => name !== 'b')
  return id === 'bottleneckMultipliers' ? [...names, 'b'] : names
}

/** The columns of a size per stage, numbered from 0 or 1 without gaps; none if there are fewer than two. */
function perStage(id: RoleId, columns: readonly string[]): string[] {
  const pattern = perStageNames[id]
  if (!pattern) return []
  const numbered = columns
    .flatMap((column) => {
      const number = pattern.exec(plain(column))?.[1]
      return number === undefined ? [] : [{ column, number: Number(number) }]
    })
    .sort((a, b) => a.number - b.number)
  const first = numbered[0]?.number ?? 0
  const isRun = numbered.length > 1 && first <= 1 && numbered.every(({ number }, i) => number === first + i)
  return isRun ? numbered.map(({ column }) => column) : []
}

/** Whether the column of networks has something in it that can be one. */
function isWhole({ columns, rows }: ResultTable, source: Source): boolean {
  const at = 'columns' in source ? columns.indexOf(source.columns[0]!) : -1
  const first = rows[0]?.cells[at]
  return typeof first === 'object' || (typeof first === 'string' && /^\s*\{|^reg-?net|^facebook\/reg/i.test(first))
}

function unitOf({ columns, rows }: ResultTable, { error }: Partial<Record<RoleId, Source>>): ErrorUnit {
  const [column] = error && 'columns' in error ? error.columns : []
  if (column === undefined) return 'percent'
  const at = columns.indexOf(column)
  const values = rows.flatMap(({ cells }) => {
    const cell = Array.isArray(cells[at]) ? (cells[at].at(-1) as unknown) : cells[at]
    const value = typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : cell
    return typeof value === 'number' && Number.isFinite(value) ? [value] : []
  })
  const isShare = values.length > 0 && values.every((value) => value >= 0 && value <= 1)
  const isAccuracy = /acc/.test(plain(column))
  if (isAccuracy) return isShare ? 'accuracyShare' : 'accuracyPercent'
  return isShare && !/percent/i.test(column) ? 'share' : 'percent'
}
