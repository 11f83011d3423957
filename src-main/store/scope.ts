/** Which runs are meant: one, those of a population, those of a study, or all ({}). */
export type Scope = { runId: number } | { populationId: number } | { studyId: number } | Record<string, never>

/** The scope as an SQL condition over table `runs` with its values in order. */
export function scopeCondition(scope: Scope): { sql: string; values: number[] } {
  if ('runId' in scope) return { sql: 'runs.id = ?', values: [scope.runId] }
  if ('populationId' in scope) return { sql: 'runs.populationId = ?', values: [scope.populationId] }
  if ('studyId' in scope) {
    return { sql: 'runs.populationId IN (SELECT id FROM populations WHERE studyId = ?)', values: [scope.studyId] }
  }
  return { sql: 'TRUE', values: [] }
}
