/**
 * Random numbers that are a function of a seed: counter-based streams, one per purpose and place, and the discrete
 * distributions that design spaces draw from.
 *
 * @module
 */
export { distributionPmf, laws, type Distribution, type LawId, type Pmf } from '#shared/random/distributions.ts'
export { permutation, stream, type Purpose, type Stream } from '#shared/random/stream.ts'
