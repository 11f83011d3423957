import type { LabContract } from '#shared/contract/contract.ts'

type ProcedureName = {
  [Area in keyof LabContract]: `${Area}.${Extract<keyof LabContract[Area], string>}`
}[keyof LabContract]

/** Procedures that change nothing: asked again after a break, they do no harm. */
const readings: ReadonlySet<string> = new Set<ProcedureName>([
  ...(['changes.since', 'changes.log'] as const),
  ...(['datasets.list', 'datasets.preview', 'datasets.progress', 'datasets.samples'] as const),
  ...(['populations.list', 'populations.get', 'populations.forecast', 'queue.status'] as const),
  ...(['refinements.list', 'refinements.get', 'reports.list', 'reports.render', 'reports.font'] as const),
  ...(['runs.table', 'runs.rows', 'runs.get', 'runs.stepLosses', 'runs.operatorGraph'] as const),
  ...(['spaces.list', 'studies.list', 'studies.get', 'studies.sampleSpaces'] as const),
  ...(['system.info', 'system.storage', 'system.providers', 'system.folder', 'system.health'] as const),
])

/** Whether the procedure at a path of the contract only reads. */
export const isReading = (path: readonly string[]): boolean => readings.has(path.join('.'))
