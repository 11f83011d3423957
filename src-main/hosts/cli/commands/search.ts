import { Command, Option } from 'commander'
import { millisecondsText, timeSource } from '#shared/designspaces/constraints/timeLimits.ts'
import { presetIds } from '#shared/designspaces/presets.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { toNeutralForm } from '#shared/networks/neutralForm.ts'
import { shortText } from '#shared/format/numbers.ts'
import { search as english } from '#shared/messages/en/search.ts'
import { translation } from '#shared/messages/translation.ts'
import type { Network } from '#shared/networks/network.ts'
import { parseCount } from '#shared/studyFiles/flopsWindow.ts'
import { searchName } from '#shared/studyFiles/searchName.ts'
import { leastShare, searchStudy } from '#shared/studyFiles/searchStudy.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import type { FittedTime } from '#shared/timing/fittedTimes.ts'
import { isBeyond, measuredSpan, predictionRange } from '#shared/timing/predictedTime.ts'
import { timingModes, type TimingMode } from '#shared/timing/timing.ts'
import { studySpaces, studyFileSchema, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import type { StudyResult } from '#main/studyRunner/studyResult.ts'
import { studyPresetIds } from '#main/studyRunner/studyPresets.ts'
import { UsageError } from '#main/hosts/process/userError.ts'
import { t } from '#main/hosts/process/language.ts'
import { oneOf, wholeNumber } from '../arguments.ts'
import { conductStudy, studyFolderNamed } from '../conductStudy.ts'
import { networkLines } from '../networkLines.ts'
import { print, printJson } from '../output.ts'
import { programCommand } from '../programCommand.ts'
import { readInput } from '../readInput.ts'
import { readStudy } from '../readStudy.ts'
import { timeBasis } from '../timeBasis.ts'

interface Options {
  flops?: number
  params?: number
  acts?: number
  time?: number
  times?: string
  mode: TimingMode
  batch?: number
  device?: string
  networks: number
  space: string
  out?: string
  trainers?: number
  seed?: number
  json?: true
}

/** The command that finds the best of N random networks within a budget. */
export function searchCommand(): Command {
  const budget = (flag: string, what: string) =>
    new Option(`--${flag} <most>`, `the most ${what} of a network, with suffix k, M or G`).argParser(count)
  return new Command('search')
    .description('Finds the best of N random networks within a budget: samples them, trains all, names the best.')
    .argument(
      '[study]',
      `preset (${studyPresetIds.join(', ')}) or study file of which data set, recipe, image size and scale are taken (default: quick)`,
    )
    .addOption(budget('flops', 'multiply-adds for one image'))
    .addOption(budget('params', 'parameters'))
    .addOption(budget('acts', 'activations'))
    .addOption(
      new Option('--time <most>', 'the most milliseconds of a pass, as predicted from --times').argParser(milliseconds),
    )
    .option(
      '--times <place>',
      "measured times that predict a network's: the folder of a study, a file of time --json, or published (inference of 64 images on the paper's V100)",
    )
    .addOption(
      new Option('--mode <mode>', 'which measured times predict').argParser(oneOf(timingModes)).default('inference'),
    )
    .addOption(
      new Option('--batch <images>', 'their batch size (default: the smallest)').argParser(wholeNumber(1, 65_536)),
    )
    .option('--device <name>', 'a part of the name of their device or provider')
    .addOption(new Option('--networks <count>', 'how many networks to train').argParser(wholeNumber(1)).default(32))
    .option('--space <space>', `design space: a preset (${presetIds.join(', ')}) or a file`, 'RegNetX')
    .option('--out <folder>', 'folder of the study (default: one under studies/ named by the time)')
    .addOption(
      new Option('--trainers <count>', 'processes that train at once (default: as cores and memory allow)').argParser(
        wholeNumber(1),
      ),
    )
    .addOption(new Option('--seed <seed>', 'another seed than the study has').argParser(wholeNumber(0)))
    .option('--json', 'print the result and the best network as JSON, a line each; progress goes to standard error')
    .addHelpText(
      'after',
      `
The networks cost from ${100 * leastShare} to 100 % of the first budget of FLOPs, parameters, activations and time, in this
order; any further budget is a maximum. Time is predicted as a + b FLOPs + c activations, fitted to the measured times; the
space carries a, b and c, so that it holds the same networks on every machine. The paper
found 32 random networks enough to find a good one of RegNetX (Figure 9). What is left behind is a study like any other:
with its report, its best network as ONNX, and to be resumed or refined.

Examples:
  regbench search --flops 0.4M
  regbench time --space RegNetX --scale tiny16 --image-size 16 --count 60 --batch 1 --json > times.jsonl
  regbench search --time 0.2 --times times.jsonl
  regbench search cifar --flops 16M --params 0.5M --networks 32 --out studies/search`,
    )
    .action(search)
}

function count(text: string): number {
  const value = parseCount(text)
  if (value === undefined) throw new UsageError(t('terminal.noBudget', { value: text }))
  return value
}

function milliseconds(text: string): number {
  const value = Number(/^([\d.]+)\s*(ms)?$/.exec(text)?.[1])
  if (!(value > 0)) throw new UsageError(t('terminal.noMilliseconds', { value: text }))
  return value
}

async function search(name = 'quick', options: Options): Promise<void> {
  const { networks, trainers, seed, json = false } = options
  const base = await readStudy(name, seed)
  const budget = {
    ...(options.flops !== undefined && { flops: options.flops }),
    ...(options.params !== undefined && { parameters: options.params }),
    ...(options.acts !== undefined && { activations: options.acts }),
    ...(options.time !== undefined && { time: options.time }),
  }
  if (Object.keys(budget).length === 0) throw new UsageError(t('terminal.budgetNeeded'))
  const { times, mode, batch, device } = options
  const basis = options.time === undefined ? undefined : await timeBasis({ times, mode, batch, device })
  const space = await spaceOf(options.space, base)
  const study = searchStudy(
    { ...base, name: searchName(space.name, budget, translation('en', { search: english })) },
    {
      ...{ space, budget, networks },
      ...(basis && { timeSource: timeSource(basis.fit, basis.conditions) }),
    },
  )
  if (basis) process.stderr.write(`${basisText(basis, options.time!)}\n`)
  const folder = options.out ?? studyFolderNamed('search')
  const words = ['study', '--out', folder, '--resume', ...(trainers === undefined ? [] : ['--trainers', `${trainers}`])]
  const request = { study, folder, resume: false, beside: false, startOver: false }
  await conductStudy({
    ...request,
    trainers,
    json,
    goOnBy: programCommand(words),
    after: (result) => printBest(result, basis, json),
  })
}

/** The space of a preset's name or a file, scaled as the study scales its presets. */
async function spaceOf(given: string, base: StudyFile) {
  const entry = (presetIds as readonly string[]).includes(given) ? given : await readInput(given)
  const spaces = parseStrictly(studyFileSchema.shape.spaces, [entry], 'space')
  return studySpaces({ ...base, spaces })[0]!
}

/** What times are predicted from, and whether the budget lies beyond them. */
function basisText({ conditions, fit }: FittedTime, budget: number): string {
  const { mode, batchSize, device } = conditions
  const { low, high } = measuredSpan(fit)
  const known = `Time is predicted from ${fit.networks} networks: ${mode}, batch ${batchSize}, ${device}; a network differs by ${shortText(100 * fit.scatter, 2)} %.`
  if (budget >= low && budget <= high) return known
  return `${known}\nThey take ${millisecondsText(low)} to ${millisecondsText(high)}: the budget of ${millisecondsText(budget)} is extrapolated. Measure networks of its size.`
}

function predictedText({ fit }: FittedTime, network: Network): string {
  const size = networkComplexity(network)
  const { value, low, high } = predictionRange(fit, size)
  const said = `Predicted time ${millisecondsText(value)}, 95 % range ${millisecondsText(low)} to ${millisecondsText(high)}`
  return isBeyond(fit, size) ? `${said}, beyond the sizes measured` : said
}

function printBest({ best, report }: StudyResult, basis: FittedTime | undefined, json: boolean): void {
  const run = report.spaces.flatMap(({ runs }) => runs).find(({ id }) => id === String(best?.runId))
  if (!run) return
  const { id, network } = run
  if (json) {
    const complexity = networkComplexity(network)
    const time = basis && { predictedMs: predictionRange(basis.fit, complexity) }
    printJson({ name: `run ${id}`, network: toNeutralForm(network), complexity, ...time })
    return
  }
  print(['', ...networkLines({ name: `Run ${id}`, network })].join('\n'))
  if (basis) print(predictedText(basis, network))
}
