import type { RunDetail } from '#shared/contract/runs.ts'

/** Why a run has no weights; null if it has. */
export function lackOfWeights({ hasWeights, origin, status }: Pick<RunDetail, 'hasWeights' | 'origin' | 'status'>) {
  if (hasWeights) return null
  if (origin) return 'elsewhere'
  if (status === 'finished') return 'notKept'
  return status === 'diverged' ? 'diverged' : 'notTrained'
}
