import { isDeepStrictEqual } from 'node:util'
import { Command, Option } from 'commander'
import { join } from 'node:path'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { loweringPlans, type LoweringPlanName } from '#shared/lowering/plans.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import type { Network } from '#shared/networks/network.ts'
import { readNetworks } from '#shared/studies/networkForms.ts'
import { recipeSchema, type Recipe } from '#shared/training/recipe.ts'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { createLab, type Lab } from '#main/lab.ts'
import { cacheFolder, prepareStudyFolder } from '#main/studies/studyFolder.ts'
import { startUnfinishedOver } from '#main/studies/startOver.ts'
import type { ProviderId } from '#main/trainer/providers.ts'
import { studyPresetIds } from '#main/studies/studyPresets.ts'
import { wholeNumber } from '../arguments.ts'
import { readDatasetSpec, readPairs } from '../datasetArgument.ts'
import { failWithRemedy } from '../damagedLab.ts'
import { interruption } from '../interruption.ts'
import { print, printJson, tableLines } from '../output.ts'
import { readInput } from '../readInput.ts'
import { readRawRecipe } from '../readStudy.ts'
import { chosenPlan, loweringOption, providerOption } from '../runtimeOptions.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'

interface Options {
  dataset: string
  recipe?: string
  set?: string
  seed: number
  out?: string
  resume?: true
  startOver?: true
  provider: ProviderId
  lowering?: LoweringPlanName
  json?: true
}

/** The command that trains one network. */
export function trainCommand(): Command {
  return new Command('train')
    .description('Trains one network and keeps its weights.')
    .argument('<network>', 'JSON or YAML file of a network (see describe); - reads standard input')
    .requiredOption('--dataset <dataset>', 'kind:option=value,... or a file (see datasets)')
    .option('--recipe <recipe>', `JSON or YAML file, or that of a preset: ${studyPresetIds.join(', ')}`)
    .option('--set <key=value,...>', 'changes to the recipe, as in epochs=3,batchSize=64')
    .addOption(
      new Option('--seed <seed>', 'seed of weights, order and augmentation').argParser(wholeNumber(0)).default(1),
    )
    .option('--out <folder>', 'new or empty folder for the run (default: one under studies/)')
    .option('--resume', 'go on with the run in the folder')
    .option('--start-over', 'with --resume: a run that is not finished begins from nothing')
    .addOption(providerOption())
    .addOption(loweringOption())
    .option('--json', 'print the result as one JSON line')
    .addHelpText(
      'after',
      '\nExample:\n  regbench train network.json --dataset synthetic:imageSize=16 --recipe quick --seed 1 --out studies/one',
    )
    .action(train)
}

async function train(file: string, options: Options): Promise<void> {
  if (options.startOver && !options.resume) throw new UsageError('Write --start-over beside --resume.')
  const recipe = await readRecipe(options)
  const dataset = await readDatasetSpec(options.dataset)
  const [described, second] = readNetworks(await readInput(file))
  if (!described || second) throw new UserError(`${file} holds several networks. Give a file with one.`)
  const folder = prepareStudyFolder(options.out ?? join('studies', `train-${Date.now()}`), options.resume === true)
  process.env['REGBENCH_CACHE'] ??= cacheFolder(folder)
  const opened = await openDataset(dataset, { cacheDir: process.env['REGBENCH_CACHE'] })
  const { info } = opened
  opened.close()
  const network = fitted(described.network, info)
  const lab = await createLab({ dataDir: folder, trainers: 1 }).catch((error: unknown) => failWithRemedy(error, folder))
  const stop = interruption('Stopping: the run writes a checkpoint. (Once more to stop at once.)')
  const end = () => void lab.close()
  stop.signal.addEventListener('abort', end)
  try {
    const plan = loweringPlans[chosenPlan(options)].id
    const given: NewRun = {
      name: described.name,
      network,
      seed: options.seed,
      plan,
      recipe,
      dataset,
      datasetHash: info.hash,
      provider: options.provider,
    }
    const id = options.resume ? sameRun(lab, folder, given) : addRun(lab, given)
    const tellEpochs = epochTeller(lab, options.json === true)
    const unsubscribe = lab.subscribe(tellEpochs)
    if (options.startOver) startUnfinishedOver(lab, { runId: id })
    lab.resume()
    lab.start()
    await lab.waitUntilIdle()
    unsubscribe()
    // Notices are gathered: the last may still be on its way.
    tellEpochs()
    if (stop.signal.aborted) {
      process.stderr.write(`Stopped; nothing is lost. Start the same command again with --out ${folder} --resume.\n`)
      process.exitCode = stop.exitCode
    } else tell(lab, id, folder, options.json === true)
  } finally {
    stop.release()
    await lab.close()
  }
}

async function readRecipe({ recipe, set }: Options): Promise<Recipe> {
  const raw = recipe === undefined ? {} : await readRawRecipe(recipe)
  const changes = set === undefined ? {} : readPairs(set)
  return parseStrictly(recipeSchema, { ...(raw as object), ...changes }, 'recipe')
}

/** The network with the classes and the size of the images, which a description without weights leaves open. */
function fitted(network: Network, { classNames, imageSize }: { classNames: string[]; imageSize: number }): Network {
  return { ...network, classes: classNames.length, imageSize }
}

/** The id of the folder's run. Throws UserError where there is none, or where it is not the run that is asked for. */
function sameRun(lab: Lab, folder: string, given: NewRun): number {
  const [run] = lab
    .studies()
    .flatMap(({ id }) => lab.populations(id))
    .flatMap(({ id }) => lab.runs(id))
  if (!run) throw new UserError(`There is no run in ${folder} to resume. Start it without --resume.`)
  const identity = ['network', 'recipe', 'seed', 'datasetHash', 'plan', 'provider'] as const
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
  const changed = identity.find((key) => !isDeepStrictEqual(plain(run[key]), plain(given[key])))
  if (changed === undefined) return run.id
  throw new UserError(
    `The run in ${folder} has another ${changed === 'datasetHash' ? 'data set' : changed}. ` +
      'Resume it with what it was started with, or train in another folder.',
  )
}

interface NewRun {
  name: string
  network: Network
  seed: number
  plan: string
  recipe: Recipe
  dataset: DatasetSpec
  datasetHash: string
  provider: string
}

function addRun(lab: Lab, { name, network, seed, plan, recipe, dataset, datasetHash, provider }: NewRun): number {
  const studyId = lab.createStudy({ name: `train ${name}`, definition: null })
  const population = lab.addPopulation({
    studyId,
    spaceId: null,
    name,
    seed,
    plan: { imageSize: network.imageSize, dataset, recipe, flops: null, perSpace: 1, seed, provider },
    datasetHash,
    keepWeights: { keep: 'all' },
    networks: [{ network, draw: null, seed, plan }],
  })
  return lab.runs(population)[0]!.id
}

/** Writes a line for each epoch as it ends. */
function epochTeller(lab: Lab, json: boolean): () => void {
  let cursor = lab.version()
  const write = json ? (line: string) => process.stderr.write(`${line}\n`) : print
  return () => {
    for (const { id, kind, runId, data } of lab.since(cursor, 1000)) {
      cursor = id
      const metrics =
        kind === 'epoch' && runId !== null ? lab.run(runId).epochs.find(({ epoch }) => epoch === data.epoch) : undefined
      if (metrics)
        write(
          `epoch ${metrics.epoch + 1}: loss ${metrics.trainLoss.toFixed(3)}, training error ${metrics.trainErrorPercent.toFixed(1)} %, ` +
            `validation error ${metrics.validationErrorPercent.toFixed(1)} %, ${Math.round(metrics.imagesPerSecond)} images/s`,
        )
    }
  }
}

function tell(lab: Lab, runId: number, folder: string, json: boolean): void {
  const run = lab.run(runId)
  const { status, errorPercent, validationErrors, validationCount, digest, epochs, peakMemoryBytes } = run
  const reason = run.reason && englishText(run.reason)
  if (status === 'failed') throw new UserError(`The training failed: ${reason ?? 'no reason was given'}`)
  const weights = lab.weightsFile(runId)
  if (json) {
    const result = { status, reason, errorPercent, validationErrors, validationCount, digest, weights, peakMemoryBytes }
    printJson({ run: `${folder}:${runId}`, ...result, epochs })
    return
  }
  if (status === 'diverged') {
    print(`The training diverged: ${reason ?? ''}`)
    return
  }
  const rows = [
    ['validation error', `${errorPercent!.toFixed(1)} % (${validationErrors!} of ${validationCount!})`],
    ['digest', digest!],
    ['weights', weights ?? 'not kept'],
    ['run', `${folder}:${runId}`],
  ]
  print(
    tableLines([{ title: '' }, { title: '' }], rows)
      .slice(1)
      .join('\n'),
  )
}
