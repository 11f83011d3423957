import { createHash } from 'node:crypto'
import type { RunStatus } from '#shared/contract/scope.ts'

const sha256 = (lines: readonly string[]) => createHash('sha256').update(lines.join('\n')).digest('hex')

/** SHA-256 over the digests of ended runs, in sample order. */
export const digestOfRuns = (runs: readonly { status: RunStatus; digest: string | null }[]): string =>
  sha256(runs.map(({ status, digest }) => digest ?? status))

/** SHA-256 over the digests of populations, in creation order. */
export const digestOfPopulations = (digests: readonly string[]): string => sha256(digests)
