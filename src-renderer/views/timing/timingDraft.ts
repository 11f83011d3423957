import { timingRequestSchema, type TimingRequest } from '#shared/contract/timings.ts'
import { typedNumber } from '#shared/format/typedNumber.ts'
import { publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import { faultsOf } from '#shared/schema/parseStrictly.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { TimingMode } from '#shared/timing/timing.ts'
import { typedFault } from '#renderer/lib/typedFault.ts'

/** What to measure, as typed and chosen. */
export interface TimingDraft {
  /** Ids of populations; null: all that there are. */
  populations: number[] | null
  hasPublished: boolean
  modes: TimingMode[]
  provider: string
  pauseQueue: boolean
  networks: string
  batchSizes: string
  threads: string
  rounds: string
}

/** The fields with typed text. */
export const typedFields = ['networks', 'batchSizes', 'threads', 'rounds'] as const
type TypedField = (typeof typedFields)[number]
export type TimingFaults = Partial<Record<TypedField | 'subjects' | 'modes', Sentence>>

export const firstDraft = (): TimingDraft => ({
  ...{ populations: null, hasPublished: false, modes: ['inference'], provider: 'cpu', pauseQueue: false },
  ...{ networks: '20', batchSizes: '1, 64', threads: '1', rounds: '5' },
})

/** At most this many populations are measured at once. */
const mostPopulations = 20

/** The populations that a draft means, of those that there are. */
export const chosenPopulations = ({ populations }: TimingDraft, there: readonly number[]): number[] =>
  there.filter((id) => populations?.includes(id) ?? true).slice(0, mostPopulations)

/** The request that a draft means, or its faults. */
export function readTiming(
  draft: TimingDraft,
  { studyId, populations }: { readonly studyId: number; readonly populations: readonly number[] },
): { request: TimingRequest | undefined; faults: TimingFaults } {
  const faults: TimingFaults = {}
  const number = (field: TypedField, text: string): number => {
    const value = typedNumber(text)
    if (value === undefined) faults[field] ??= text.trim() === '' ? sentence('required') : typedFault(text)
    return value ?? NaN
  }
  const batches = draft.batchSizes
    .split(/[,;]/)
    .map((text) => text.trim())
    .filter(Boolean)
  const request = {
    ...{ studyId, populationIds: chosenPopulations(draft, populations) },
    published: draft.hasPublished ? publishedNetworks.map(({ name }) => name) : [],
    ...{ modes: draft.modes, provider: draft.provider, pauseQueue: draft.pauseQueue },
    networks: number('networks', draft.networks),
    batchSizes: [...new Set(batches.map((text) => number('batchSizes', text)))],
    threads: number('threads', draft.threads),
    rounds: number('rounds', draft.rounds),
  }
  if (batches.length === 0) faults.batchSizes = sentence('required')
  if (request.modes.length === 0) faults.modes = sentence('required')
  if (request.populationIds.length + request.published.length === 0) faults.subjects = sentence('nothingToTime')
  const { data, error } = timingRequestSchema.safeParse(request)
  for (const { path, said } of faultsOf(error?.issues ?? [], request)) {
    const field = typedFields.find((one) => one === path[0])
    if (field) faults[field] ??= said
  }
  return { request: Object.keys(faults).length === 0 ? data : undefined, faults }
}
