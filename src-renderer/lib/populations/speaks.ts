import type { PopulationSummary } from '#shared/contract/populations.ts'

/**
 * Whether a population has runs that represent its space: finished ones that count, or diverged ones. See speakingRuns.
 */
export const speaks = ({ counted, runs }: Pick<PopulationSummary, 'counted' | 'runs'>): boolean =>
  counted + runs.diverged > 0
