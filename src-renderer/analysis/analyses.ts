import { inject, type InjectionKey } from 'vue'
import { AnalysisPool } from './analysisPool.ts'

/**
 * Workers of a window. One would let a judgement of seconds hold up what another part of the screen asks; a third brings
 * nothing beside trainers that take every core. See docs/performance.md.
 */
const mostWorkers = 2

export const analysesKey: InjectionKey<AnalysisPool> = Symbol('analyses')

export const createAnalyses = (): AnalysisPool =>
  new AnalysisPool(() => new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' }), mostWorkers)

/** Where the window asks for analyses. */
export function useAnalyses(): AnalysisPool {
  const analyses = inject(analysesKey)
  if (!analyses) throw new Error('The window has no workers for analyses.')
  return analyses
}
