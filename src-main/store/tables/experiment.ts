import { hash } from 'node:crypto'

/**
 * A key that is equal exactly for two trainings of one network from one seed by one draw of the recipe: 96 bits of
 * SHA-256 as base64. `network` and `recipeDraw` are their JSON as stored, with a fixed key order. The other conditions of
 * equal trainings, data and recipe, belong to their populations.
 */
export const experimentOf = (network: string, seed: number, recipeDraw: string | null = null): string =>
  hash('sha256', `${seed} ${network}${recipeDraw ?? ''}`, 'base64').slice(0, 16)
