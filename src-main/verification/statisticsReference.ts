import { z } from 'zod'

const numbers = z.array(z.number())
/** An EDF at thresholds: shares strictly below and at or below. */
const edfPoints = z.array(z.object({ threshold: z.number(), strict_lt: z.number(), le: z.number() }))
const metricSchema = z.object({
  b200000: numbers,
  exact_limit: numbers,
  exact_limit_margin: numbers,
  pycls_b2500_seed1000: numbers,
  b2500_20seeds_min: numbers,
  b2500_20seeds_max: numbers,
  b2500_20seeds_std: numbers,
})
const sweepSchema = z.object({
  name: z.string(),
  n: z.int(),
  errors: numbers,
  params: z.record(z.string(), numbers),
  summary: z.record(z.enum(['min', 'max', 'mean', 'median', 'q25', 'q75', 'std_pop']), z.number()),
  edf: edfPoints,
  bootstrap: z.array(
    z.object({
      sample: z.number(),
      n_sample: z.int(),
      percentiles: numbers,
      metrics: z.record(z.string(), metricSchema),
      exact_best_probability: numbers.optional(),
    }),
  ),
  random_search: z.array(z.object({ k: z.int(), expected_min: z.number(), std: z.number() })),
  spearman_error: z.record(z.string(), z.number()),
})
const ksSchema = z.object({
  a: z.string().optional(),
  b: z.string().optional(),
  a_values: numbers.optional(),
  b_values: numbers.optional(),
  D: z.number(),
  p_asymp: z.number(),
  p_exact: z.number(),
})
const ndsSchema = z.object({
  sweep: z.string(),
  metric: z.string(),
  num_bins: z.int(),
  range: z.tuple([z.number(), z.number()]),
  kept_indices: numbers,
  bin_counts: numbers,
  bin_edges: numbers,
  weights: numbers,
  edf: edfPoints,
  random_search: z.array(z.object({ k: z.int(), expected_min: z.number() })),
})
/** The schema of stats.json (stats/1). */
export const statsSchema = z.object({
  sweeps: z.array(sweepSchema),
  ks: z.array(ksSchema),
  nds_normalized_edf: z.array(ndsSchema),
})
export type ReferenceSweep = z.infer<typeof sweepSchema>
export type ReferenceBootstrap = ReferenceSweep['bootstrap'][number]
export type ReferenceKs = z.infer<typeof ksSchema>
export type ReferenceNormalisedEdf = z.infer<typeof ndsSchema>
export type ReferenceEdf = z.infer<typeof edfPoints>

/**
 * Closed forms in doubles on both sides: sums of up to some thousand terms give about 1e-13; this allows a hundred
 * times that.
 */
export const closedForm = 1e-11
