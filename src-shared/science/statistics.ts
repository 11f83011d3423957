/**
 * The statistics of populations: empirical distribution functions, 95 % ranges whose coverage is measured, the bootstrap
 * of the best, Kolmogorov-Smirnov, and weighting by complexity.
 *
 * @module
 */
export { exactBootstrap, sampledBootstrap, type BootstrapRange } from '#shared/statistics/bootstrap.ts'
export { edf, shareBelow, shareUpTo, type Edf } from '#shared/statistics/edf.ts'
export { holm } from '#shared/statistics/holm.ts'
export { kolmogorovSmirnov, type KolmogorovSmirnov } from '#shared/statistics/kolmogorovSmirnov.ts'
export { complexityWeights, weightedEdf, type ComplexityWeights } from '#shared/statistics/normalisedEdf.ts'
export { randomSearch, type RandomSearch } from '#shared/statistics/randomSearch.ts'
export { beatsP, beatsRange, type Sample } from '#shared/statistics/ranges/beatsRange.ts'
export { edfBand, edfDifferenceBand, errorGrid, type Band, type BandKind } from '#shared/statistics/ranges/edfBand.ts'
export type { Interval } from '#shared/statistics/ranges/interval.ts'
export { meanDifferenceRange, meanRange, type MeanRange } from '#shared/statistics/ranges/meanRange.ts'
export { quantileRange } from '#shared/statistics/ranges/quantileRange.ts'
export { shareDifferenceRange } from '#shared/statistics/ranges/shareDifferenceRange.ts'
export { exactShareRange, shareRange } from '#shared/statistics/ranges/shareRange.ts'
export { spearman } from '#shared/statistics/spearman.ts'
export { quantile, summary, type Summary } from '#shared/statistics/summary.ts'
