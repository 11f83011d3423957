import type { Mapping, Source } from '#shared/results/mapping.ts'
import { roles, roleIds, type RoleId } from '#shared/results/roles.ts'

/** The meanings that a file needs or that matter most, shown even without a column. */
const always: readonly RoleId[] = ['error', 'depths', 'widths', 'imageSize', 'classes']

/** The meanings to show: those that have a source, and those that matter most unless whole networks are described. */
export function shownRoles({ sources }: Mapping, added: readonly RoleId[]): RoleId[] {
  const isWhole = sources.network !== undefined || sources.initialWidth !== undefined
  const isShown = (id: RoleId) =>
    sources[id] !== undefined || added.includes(id) || (always.includes(id) && !(isWhole && roles[id].part === 'sizes'))
  return roleIds.filter(isShown)
}

/** What a source is in a select of columns that also takes a typed value. */
export const chosenOf = (source: Source | undefined): string[] =>
  source === undefined ? [] : 'columns' in source ? source.columns : [String(source.value)]

/** The mapping with what was chosen or typed for a meaning: columns of the file, or one value for all rows. */
export function withChosen(
  { sources, unit }: Mapping,
  id: RoleId,
  chosen: readonly string[],
  columns: readonly string[],
): Mapping {
  const others = Object.fromEntries(Object.entries(sources).filter(([other]) => other !== id))
  const typed = chosen.findLast((one) => !columns.includes(one))
  if (typed !== undefined) return { sources: { ...others, [id]: { value: valueOf(typed) } }, unit }
  const many = roles[id].kind === 'perStage' ? [...chosen] : chosen.slice(-1)
  return { sources: many.length === 0 ? others : { ...others, [id]: { columns: many } }, unit }
}

const valueOf = (text: string): string | number =>
  text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
