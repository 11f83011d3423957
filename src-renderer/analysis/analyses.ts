import { inject, type InjectionKey } from 'vue'
import { AnalysisPool } from './analysisPool.ts'

/**
 * Workers per window. With one, a judgement of seconds would block the rest of the screen; a third brings no gain
 * beside trainers that occupy every core. See docs/performance.md.
 */
const mostWorkers = 2

export const analysesKey: InjectionKey<AnalysisPool> = Symbol('analyses')

export const createAnalyses = (): AnalysisPool =>
  new AnalysisPool(() => new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' }), mostWorkers)

/** The window's pool for analyses. Throws an Error if none is provided. */
export function useAnalyses(): AnalysisPool {
  const analyses = inject(analysesKey)
  if (!analyses) throw new Error('The window has no workers for analyses.')
  return analyses
}
