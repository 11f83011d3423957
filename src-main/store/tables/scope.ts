/** Selects runs: one, listed ones, those of a population, those of a study, or all ({}). */
export type Scope =
  | { runId: number }
  | { runIds: readonly number[] }
  | { populationId: number }
  | { studyId: number }
  | Record<string, never>

/** SQL condition on table `runs`: neither their population nor their study is in the trash. */
export const isLive = `runs.populationId NOT IN (
  SELECT populations.id FROM populations JOIN studies ON studies.id = populations.studyId
  WHERE populations.trashedAt IS NOT NULL OR studies.trashedAt IS NOT NULL)`

/** The scope as an SQL condition on table `runs` with its values in order. */
export function scopeCondition(scope: Scope): { sql: string; values: (number | string)[] } {
  if ('runId' in scope) return { sql: 'runs.id = ?', values: [scope.runId] }
  if ('runIds' in scope) {
    return { sql: 'runs.id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(scope.runIds)] }
  }
  if ('populationId' in scope) return { sql: 'runs.populationId = ?', values: [scope.populationId] }
  if ('studyId' in scope) {
    return { sql: 'runs.populationId IN (SELECT id FROM populations WHERE studyId = ?)', values: [scope.studyId] }
  }
  return { sql: 'TRUE', values: [] }
}
