import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/**
 * The folder of reference numbers shipped with the program: part of every file that `verifyFolder` reads, computed by
 * pycls in float64. See its README.
 */
export const shippedReference: string = dirname(
  createRequire(import.meta.url).resolve('#resources/reference/complexity.json'),
)
