import { Command } from 'commander'
import { pRelationText, pValueText } from '#shared/format/probabilities.ts'
import { signedText } from '#shared/format/numbers.ts'
import {
  classDifferences,
  pairInspections,
  wholeDifference,
  type PairedInspections,
} from '#shared/inspection/pairedInspections.ts'
import { pair as english } from '#shared/messages/en/pair.ts'
import { translation } from '#shared/messages/translation.ts'
import { errorRange, type PairedNetwork } from '#shared/pair/pairedNetwork.ts'
import { pairSentence, rangedText } from '#shared/pair/pairSentence.ts'
import { pairSummary, secondMinusFirst, type PairSummary } from '#shared/pair/pairSummary.ts'
import { pairTable, type PairedTime } from '#shared/pair/pairTable.ts'
import { linePairs, recipePairs, structurePairs } from '#shared/pair/structure.ts'
import { byConditions } from '#shared/timing/conditions.ts'
import { interruption } from '../interruption.ts'
import { print, printJson, tableLines, wrapped } from '../output.ts'
import { networkArgumentHelp } from '../readNetworkArgument.ts'
import { readPairedNetworks, type ReadPairedNetwork } from '../readPairedNetwork.ts'

interface Options {
  inspect?: true
  json?: true
}

type Two<T> = readonly [T, T]

/** The command that sees two networks side by side. */
export function compareNetworksCommand(): Command {
  return new Command('compare-networks')
    .description('Shows two networks side by side: structure, cost, recipes, errors, times and what each gets wrong.')
    .argument('<first>', `a study's folder and a run's number as FOLDER:RUN, or a network: ${networkArgumentHelp}`)
    .argument('<second>', 'the same')
    .option('--inspect', 'look into the weights of both runs: which images each gets wrong, by class')
    .option('--json', 'print all of it as JSON')
    .addHelpText('after', help)
    .action(compareNetworks)
}

const help = `
Differences are those of the second network from the first. The range of an error is Wilson's 95 % range of a share of
the validation images; that of a difference is Newcombe's, with --inspect for paired shares on the images that both were
measured on, else as if of different images. p is McNemar's exact test on the images that one network alone gets wrong;
a class is marked by * if p is below 5 % by Holm's correction for all classes.

Examples:
  regbench compare-networks RegNetX-200MF RegNetY-200MF
  regbench compare-networks studies/one:1 studies/two:1
  regbench compare-networks studies/first:31 studies/first:11 --inspect --json`

const t = translation<'pair'>('en', { pair: english })

async function compareNetworks(first: string, second: string, options: Options): Promise<void> {
  const stopped = interruption('Stopping. Nothing was changed.')
  try {
    const wish = { inspect: options.inspect === true, signal: stopped.signal }
    const read = await readPairedNetworks(first, second, wish)
    const networks = [read[0].network, read[1].network] as const
    const paired = pairedOf(read)
    const summary = pairSummary(...networks, paired && wholeDifference(paired))
    if (options.json) printJson(record(networks, summary, timesOf(read), paired))
    else printPair(networks, summary, timesOf(read), paired)
  } catch (error) {
    if (!stopped.signal.aborted) throw error
    process.exitCode = stopped.exitCode
  } finally {
    stopped.release()
  }
}

function pairedOf([one, other]: Two<ReadPairedNetwork>): PairedInspections | undefined {
  if (!one.judged || !other.judged) return undefined
  return pairInspections(one.judged.judgements, other.judged.judgements, one.judged.classNames)
}

/** Times of both under equal conditions. */
function timesOf(read: Two<ReadPairedNetwork>): PairedTime[] {
  const all = read.flatMap(({ timings }, side) => timings.map((timing) => ({ ...timing, side })))
  return byConditions(all).flatMap(({ conditions, times }): PairedTime[] => {
    const [a, b] = [0, 1].map((side) => times.find((time) => time.side === side)?.time.ms)
    if (a === undefined || b === undefined) return []
    const { mode, batchSize, device, provider, threads } = conditions
    return [{ label: `${mode}, batch ${batchSize}, ${device}, ${provider}, threads ${threads}`, ms: [a, b] }]
  })
}

function sentenceOf([first, second]: Two<PairedNetwork>, summary: PairSummary): string {
  return pairSentence(summary, { first: first.name, second: second.name }, t, 'en')
}

function record(
  networks: Two<PairedNetwork>,
  summary: PairSummary,
  times: readonly PairedTime[],
  paired: PairedInspections | undefined,
) {
  const [first, second] = networks
  const object = (pairs: readonly { id: string; values: Two<string> }[]) =>
    Object.fromEntries(pairs.map(({ id, values }) => [id, values]))
  return {
    sentence: sentenceOf(networks, summary),
    networks: networks.map((one) => ({
      ...{ name: one.name, flops: one.flops, parameters: one.parameters, activations: one.activations },
      ...{ errorPercent: one.errorPercent, errorRange: errorRange(one), ...one.judged },
    })),
    structure: object(structurePairs(first.network, second.network)),
    line: object(linePairs(first.network, second.network)),
    recipe:
      first.training && second.training ? object(recipePairs(first.training.recipe, second.training.recipe)) : null,
    ...{ differs: summary.structure, flopsRatio: summary.flopsRatio, training: summary.training },
    ...{ errorDifference: summary.error, times },
    inspected: paired
      ? { shared: paired.shared, whole: wholeDifference(paired), classes: classDifferences(paired) }
      : null,
  }
}

function printPair(
  networks: Two<PairedNetwork>,
  summary: PairSummary,
  times: readonly PairedTime[],
  paired: PairedInspections | undefined,
): void {
  const names = networks.map(({ name }) => name)
  print(wrapped(sentenceOf(networks, summary), 120).join('\n'))
  for (const { title, rows } of pairTable(...networks, summary, times, { t })) {
    print()
    print(
      tableLines(
        [title, ...names, 'difference'].map((column) => ({ title: column })),
        rows.map(({ label, values, change, isSame }) => [
          label,
          ...values,
          change || (isSame ? '' : t('pair.differs')),
        ]),
      ).join('\n'),
    )
  }
  if (paired) printPaired(paired, names)
}

function printPaired(paired: PairedInspections, names: readonly string[]): void {
  const [first, second] = names as [string, string]
  print()
  if (paired.shared === 0) {
    print(t('pair.wrong.none'))
    return
  }
  const { both, onlyFirst, onlySecond, p } = wholeDifference(paired)
  const counts = { shared: paired.shared, both, onlyFirst, onlySecond, p: pRelationText(p) }
  print(wrapped(t('pair.wrong.summary', { ...counts, first, second }), 120).join('\n'))
  print()
  const titles = ['images', 'both wrong', 'only first', 'only second', t('pair.wrong.difference'), 'p']
  print(
    tableLines(
      [{ title: 'class' }, ...titles.map((title) => ({ title, numeric: true }))],
      classDifferences(paired).map((one) => [
        ...[one.name, one.images, one.both, one.onlyFirst, one.onlySecond],
        one.images === 0 ? '–' : rangedText(secondMinusFirst(one.difference), t, signedText),
        `${pValueText(one.p)}${one.isDecided ? '*' : ' '}`,
      ]),
    ).join('\n'),
  )
}
