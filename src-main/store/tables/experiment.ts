import { hash } from 'node:crypto'

/**
 * The same for two trainings of one network from one seed, and for no others: 96 bits of SHA-256 as base64. `network` is
 * its JSON as it is stored, whose keys stand in one order. What two such trainings need in common besides, data and
 * recipe, is that of their populations.
 */
export const experimentOf = (network: string, seed: number): string =>
  hash('sha256', `${seed} ${network}`, 'base64').slice(0, 16)
