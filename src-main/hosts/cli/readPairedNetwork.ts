import type { Judgements } from '#shared/inspection/pairedInspections.ts'
import { pairedDescription, pairedRun, type PairedNetwork } from '#shared/pair/pairedNetwork.ts'
import type { Timing } from '#shared/contract/timings.ts'
import { t } from '#main/hosts/process/language.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import type { Lab } from '#main/lab.ts'
import { clientOf } from '#main/services/client.ts'
import { inLabOf } from './inLabOf.ts'
import { readNetworkArgument } from './readNetworkArgument.ts'

/** A network to compare, with what a lab knows of it. */
export interface ReadPairedNetwork {
  readonly network: PairedNetwork
  readonly timings: readonly Timing[]
  /** What its weights chose for each validation image, if that was asked for, with the names of the classes. */
  readonly judged?: { readonly judgements: Judgements; readonly classNames: readonly string[] }
}

interface Wish {
  /** Whether to look into its weights. */
  readonly inspect: boolean
  readonly signal: AbortSignal
}

/**
 * Two networks, each that of a run, given as FOLDER:RUN, or one described by a file or a name; a lab that holds both is
 * opened once. Rejects with UserError or LabError, also if a network that is only described is to be looked into.
 */
export async function readPairedNetworks(
  first: string,
  second: string,
  wish: Wish,
): Promise<readonly [ReadPairedNetwork, ReadPairedNetwork]> {
  const [one, other] = [first, second].map((given) => /^(.+):\d+$/.exec(given)?.[1])
  if (one !== undefined && one === other)
    return inLabOf(first, async (lab, id) => {
      const read = await readRun(lab, id, first, wish)
      return [read, await readRun(lab, Number(second.slice(one.length + 1)), second, wish)] as const
    })
  return [await readPairedNetwork(first, wish), await readPairedNetwork(second, wish)]
}

async function readPairedNetwork(given: string, wish: Wish): Promise<ReadPairedNetwork> {
  if (/:\d+$/.test(given)) return inLabOf(given, (lab, id) => readRun(lab, id, given, wish))
  const [described, ...others] = await readNetworkArgument(given)
  if (others.length > 0) throw new UserError(t('terminal.severalNetworks', { file: given }))
  if (wish.inspect) throw new UserError(t('terminal.runsToInspect', { given }))
  return { network: pairedDescription(described!.name, described!.network), timings: [] }
}

async function readRun(lab: Lab, id: number, given: string, { inspect, signal }: Wish): Promise<ReadPairedNetwork> {
  const client = clientOf(lab)
  const run = await client.runs.get({ id })
  const times = await client.timings.list({ studyId: run.studyId })
  const read = { network: pairedRun(given, run), timings: times.filter(({ runId }) => runId === id) }
  if (!inspect) return read
  const { judgements, classNames } = await lab.core.inspections.look(id, { worst: 0, signal })
  return { ...read, judged: { judgements, classNames } }
}
