import { createHash } from 'node:crypto'
import type { Ending } from '#shared/contract/ending.ts'
import type { RunOrigin } from '#shared/contract/origin.ts'
import type { RunStatus } from '#shared/contract/scope.ts'
import { isDropped } from '#shared/sentences/exclusion.ts'
import { networkSchema, type Network } from '#shared/networks/network.ts'

const sha256 = (lines: readonly string[]) => createHash('sha256').update(lines.join('\n')).digest('hex')

/**
 * SHA-256 over the digests of a population's ended runs, in sample order; of one that ended early, up to its end: how
 * many were in training beyond it depends on the number of trainers, as does how far a network came that was dropped.
 */
export const digestOfRuns = (
  runs: readonly { status: RunStatus; digest: string | null; exclusion?: string | null | undefined }[],
  ending: Ending | null = null,
): string =>
  sha256(
    runs
      .slice(0, ending?.endedAt ?? runs.length)
      .map(({ status, digest, exclusion }) => (isDropped(exclusion) ? 'dropped' : (digest ?? status))),
  )

/** SHA-256 over the digests of populations, in creation order. */
export const digestOfPopulations = (digests: readonly string[]): string => sha256(digests)

/** A run trained elsewhere, reduced to what its file says. */
interface Elsewhere {
  network: Network
  status: RunStatus
  errorPercent: number | null
  origin: RunOrigin
}

/** The digest of a run trained elsewhere: SHA-256 over its network and outcome, wherever they stand in their file. */
export function digestOfElsewhere({ network, status, errorPercent, origin }: Elsewhere): string {
  const { epochs, seed, top5ErrorPercent, errorCurve } = origin
  return sha256([
    JSON.stringify([networkSchema.parse(network), status, errorPercent, top5ErrorPercent, epochs, seed, errorCurve]),
  ])
}
