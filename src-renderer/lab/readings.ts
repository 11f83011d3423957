import { contract } from '#shared/contract/contract.ts'
import type { ProcedureMeta } from '#shared/contract/procedure.ts'

/** Whether the procedure at a path of the contract only reads. */
export function isReading([area = '', name = '']: readonly string[]): boolean {
  const areas: Record<string, Record<string, { '~orpc': { meta: ProcedureMeta } }>> = contract
  const known = Object.hasOwn(areas, area) && Object.hasOwn(areas[area]!, name)
  return known && areas[area]![name]!['~orpc'].meta.reads === true
}
