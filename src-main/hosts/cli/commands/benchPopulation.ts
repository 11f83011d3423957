import { Command, Option } from 'commander'
import { availableParallelism, loadavg } from 'node:os'
import { parseRegime } from '#shared/designspaces/parse.ts'
import { scales, type ScaleId } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { shortText } from '#shared/format/numbers.ts'
import type { LoweringPlanName } from '#shared/lowering/planTable.ts'
import type { Network } from '#shared/networks/network.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { parseFlopsWindow } from '#shared/studyFiles/flopsWindow.ts'
import { recipeSchema, type Recipe } from '#shared/training/recipe.ts'
import { benchPopulation } from '#main/benchmark/populationBench.ts'
import type { DatasetInfo } from '#main/datasets/dataset.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { inTemporaryFolder } from '#main/disk/temporaryFolder.ts'
import { t } from '#main/hosts/process/language.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'
import { studyPresetIds } from '#main/studyRunner/studyPresets.ts'
import { providers, type Provider, type ProviderId } from '#main/trainer/providers/providers.ts'
import { oneOf, wholeNumber } from '../arguments.ts'
import { readDatasetSpec, readPairs } from '../datasetArgument.ts'
import { print, printJson, tableLines } from '../output.ts'
import { startPopulationTrainer, type PopulationMember, type PopulationTrainer } from '../populationTrainer.ts'
import type { PopulationSetting } from '../populationWorker.ts'
import { networkArgumentHelp, readNetworkArgument } from '../readNetworkArgument.ts'
import { readSpaceArgument, spaceArgumentHelp } from '../readSpaceArgument.ts'
import { readRawRecipe } from '../readStudy.ts'
import { chosenPlan, loweringOption, providerOption } from '../runtimeOptions.ts'

interface Options {
  networks?: string
  space?: string
  count: number
  seed: number
  flops?: string
  scale?: ScaleId
  dataset?: string
  recipe?: string
  set?: string
  trainers?: number
  threads: number
  slots: number
  provider: ProviderId
  lowering?: LoweringPlanName
  seconds: number
  once?: true
  json?: true
}

/** The command that measures how many networks of a population are trained per hour. */
export function benchPopulationCommand(): Command {
  return new Command('population')
    .description('Measures how many networks of a population train per hour, by training them as a study does.')
    .option('--networks <networks>', `list of {name, batch, config}, or ${networkArgumentHelp}`)
    .addOption(new Option('--space <space>', `in place of --networks: ${spaceArgumentHelp}`).conflicts('networks'))
    .addOption(new Option('--count <n>', 'networks to draw from the space').argParser(wholeNumber(1)).default(16))
    .addOption(new Option('--seed <seed>', 'seed of the draws').argParser(wholeNumber(0)).default(1))
    .option('--flops <low:high>', 'multiply-adds of one image in the space, with suffix k, M or G')
    .addOption(
      new Option('--scale <scale>', `sizes of the space for small images: ${Object.keys(scales).join(', ')}`).argParser(
        oneOf(Object.keys(scales) as ScaleId[]),
      ),
    )
    .option(
      '--dataset <dataset>',
      'kind:option=value,... or a file (see datasets; default: synthetic images of the size of the networks, or 16 pixels)',
    )
    .option('--recipe <recipe>', `JSON or YAML file, or that of a preset: ${studyPresetIds.join(', ')}`)
    .option('--set <key=value,...>', 'changes to the recipe, as in epochs=3,batchSize=64')
    .addOption(
      new Option(
        '--trainers <count>',
        'trainer processes (default: one per --threads of the CPU, or what a GPU gets)',
      ).argParser(wholeNumber(1)),
    )
    .addOption(new Option('--threads <count>', 'threads of onnxruntime in each').argParser(wholeNumber(1)).default(1))
    .addOption(new Option('--slots <count>', 'networks at once in each trainer').argParser(wholeNumber(1)).default(1))
    .addOption(providerOption())
    .addOption(loweringOption())
    .addOption(
      new Option('--seconds <n>', 'how long to train, over and over; a network in training counts by its share')
        .argParser(wholeNumber(1))
        .default(60),
    )
    .addOption(
      new Option('--once', 'train each network once, to its end, however long that takes').conflicts('seconds'),
    )
    .option('--json', 'print the result as one JSON line')
    .addHelpText(
      'after',
      '\nA batch that the file of networks names goes before the recipe’s.' +
        '\nExamples:\n  regbench bench population --space RegNetX --scale tiny16 --flops 0.3M:0.5M --recipe quick --json' +
        '\n  regbench bench population --networks networks.json --trainers 1 --slots 8 --provider webgpu',
    )
    .action(measure)
}

async function measure(options: Options): Promise<void> {
  if ((options.networks === undefined) === (options.space === undefined))
    throw new UsageError(t('terminal.networksOrSpace'))
  const { provider, threads, slots, once } = options
  const lowering = chosenPlan(options)
  const given = options.networks === undefined ? undefined : await readNetworkArgument(options.networks)
  const dataset = await readDatasetSpec(
    options.dataset ?? `synthetic:imageSize=${given?.[0]?.network.imageSize ?? scaledImageSize(options.scale)}`,
  )
  const opened = await openDataset(dataset)
  const { info } = opened
  opened.close()
  const recipe = await readRecipe(options)
  const batchIsSet = options.set !== undefined && 'batchSize' in readPairs(options.set)
  const fit = (network: Network): Network => ({
    ...network,
    imageSize: info.imageSize,
    classes: info.classNames.length,
  })
  const members: PopulationMember[] = given
    ? given
        .filter(({ gpuOnly }) => !gpuOnly || provider !== 'cpu')
        .map(({ name, network, batch }) => ({
          name,
          network: fit(network),
          recipe: batch === undefined || batchIsSet ? recipe : { ...recipe, batchSize: batch },
        }))
    : (await drawn(options, info)).map((network, i) => ({ name: `${i + 1}`, network, recipe }))
  const trainers = options.trainers ?? usualTrainers(provider, threads)
  const loadBefore = loadavg()[0]!
  const { timing, peakMemoryBytes } = await inTemporaryFolder(async (folder) => {
    const cacheDir = process.env['REGBENCH_CACHE'] ?? folder
    const setting = { dataset, provider, lowering, threads, cacheDir, checkpointFolder: folder }
    return withTrainers(members, setting, { trainers, slots }, async (started) => {
      const lanes = started.flatMap((trainer) => trainer.lanes)
      const timed = await benchPopulation(members.length, lanes, once ? null : options.seconds * 1000)
      return {
        timing: timed,
        peakMemoryBytes: started.reduce((sum, trainer) => sum + trainer.peakMemoryBytes, 0),
      }
    })
  })
  const { networksPerHour, imagesPerSecond, seconds, finished, reached, failures } = timing
  if (options.json)
    printJson({
      ...{ networks: members.length, reached, finished },
      ...{ networksPerHour: rounded(networksPerHour), imagesPerSecond: rounded(imagesPerSecond) },
      ...{ seconds: rounded(seconds), peakMemoryBytes, provider, lowering, trainers, threads, slots },
      ...{ epochs: recipe.epochs, dataset: info.id, loadBefore },
      failed: failures.map(({ network, reason }) => ({ name: members[network]!.name, reason })),
    })
  else print(resultLines({ ...timing, networks: members.length, trainers, threads, slots, peakMemoryBytes }).join('\n'))
  if (failures.length > 0)
    throw new UserError(
      failures
        .map(({ network, reason }) => t('terminal.notTimed', { name: members[network]!.name, said: reason }))
        .join('\n'),
    )
}

const rounded = (value: number): number => Number(value.toPrecision(5))

/** As many trainers as a queue would start: one per core, or one for the device. */
function usualTrainers(provider: ProviderId, threads: number): number {
  const { sharesDevice }: Provider = providers[provider]
  return sharesDevice ? 1 : Math.max(1, Math.floor(availableParallelism() / threads))
}

/** Side of the images that a scale is for. */
const scaledImageSize = (scale: ScaleId | undefined): number => Number(/\d+$/.exec(scale ?? 'tiny16')![0])

async function readRecipe({ recipe, set }: Options): Promise<Recipe> {
  const raw = recipe === undefined ? {} : await readRawRecipe(recipe)
  return parseStrictly(recipeSchema, { ...(raw as object), ...(set !== undefined && readPairs(set)) }, 'recipe')
}

async function drawn({ space: name, scale, flops, count, seed }: Options, info: DatasetInfo): Promise<Network[]> {
  const { space } = await readSpaceArgument(name!, scale)
  const window = flops === undefined ? undefined : parseFlopsWindow(flops)
  const regime = parseRegime({
    imageSize: info.imageSize,
    classes: info.classNames.length,
    ...(window && { flops: window }),
  })
  return samplePopulation({ space, regime, count, seed }).networks.map(({ network }) => network)
}

/** Runs `act` with trainer processes, which end with it. */
async function withTrainers<T>(
  members: readonly PopulationMember[],
  setting: PopulationSetting,
  { trainers, slots }: { trainers: number; slots: number },
  act: (started: readonly PopulationTrainer[]) => Promise<T>,
): Promise<T> {
  const starting = await Promise.allSettled(
    Array.from({ length: trainers }, () => startPopulationTrainer(members, setting, slots)),
  )
  const started = starting.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  try {
    for (const one of starting) if (one.status === 'rejected') throw one.reason
    return await act(started)
  } finally {
    for (const trainer of started) trainer.end()
  }
}

interface Shown extends Awaited<ReturnType<typeof benchPopulation>> {
  networks: number
  trainers: number
  threads: number
  slots: number
  peakMemoryBytes: number
}

function resultLines(shown: Shown): string[] {
  const { networks, reached, finished, seconds, trainers, threads, slots } = shown
  const rows = [
    ['networks per hour', shortText(shown.networksPerHour, 4)],
    ['images/s', shortText(shown.imagesPerSecond, 4)],
    ['trained', `${finished} to the end in ${shortText(seconds, 3)} s; reached ${reached} of ${networks}`],
    ['with', `trainers ${trainers}, threads ${threads}, slots ${slots}`],
    ['peak memory, all trainers', `${Math.round(shown.peakMemoryBytes / 1e6)} MB`],
  ]
  return tableLines([{ title: '' }, { title: '' }], rows).slice(1)
}
