import { isDeepStrictEqual } from 'node:util'
import { Command, Option } from 'commander'
import { join } from 'node:path'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import type { EpochReport } from '#shared/training/epochMetrics.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import type { LoweringPlanName } from '#shared/lowering/planTable.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { asBuilt } from '#shared/networks/buildable.ts'
import type { Network } from '#shared/networks/network.ts'
import { recipeSchema, type Recipe } from '#shared/training/recipe.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { createLab } from '#main/lab.ts'
import { weightsPathOf } from '#main/scheduler/runFiles.ts'
import { clientOf, type LabClient } from '#main/services/client.ts'
import type { LabContext } from '#main/services/labContext.ts'
import { loweringPlanOf, requireFit } from '#main/services/studies/plans.ts'
import { replacedPlans } from '#main/services/studies/replacedPlans.ts'
import { listRuns } from '#main/store/tables/runs.ts'
import { cacheFolder, studyFolder } from '#main/studyRunner/studyFolder.ts'
import { planIdHere } from '#main/trainer/providers/plansHere.ts'
import type { ProviderId } from '#main/trainer/providers/providers.ts'
import { studyPresetIds } from '#main/studyRunner/studyPresets.ts'
import { wholeNumber } from '../arguments.ts'
import { readDatasetSpec, readPairs } from '../datasetArgument.ts'
import { failWithRemedy } from '../damagedLab.ts'
import { interruption } from '../interruption.ts'
import { newLabOption } from '../newLabOption.ts'
import { print, printJson, tableLines } from '../output.ts'
import { networkArgumentHelp, readNetworkArgument } from '../readNetworkArgument.ts'
import { readRawRecipe } from '../readStudy.ts'
import { loweringOption, providerOption } from '../runtimeOptions.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'
import { said, t } from '#main/hosts/process/language.ts'

interface Options {
  dataset: string
  recipe?: string
  set?: string
  seed: number
  out?: string
  resume?: true
  newLab?: true
  startOver?: true
  provider: ProviderId
  lowering?: LoweringPlanName
  json?: true
}

/** The command that trains one network. */
export function trainCommand(): Command {
  return new Command('train')
    .description('Trains one network and keeps its weights.')
    .argument('<network>', networkArgumentHelp)
    .requiredOption('--dataset <dataset>', 'kind:option=value,... or a file (see datasets)')
    .option('--recipe <recipe>', `JSON or YAML file, or that of a preset: ${studyPresetIds.join(', ')}`)
    .option('--set <key=value,...>', 'changes to the recipe, as in epochs=3,batchSize=64')
    .addOption(
      new Option('--seed <seed>', 'seed of weights, order and augmentation').argParser(wholeNumber(0)).default(1),
    )
    .option('--out <folder>', 'new or empty folder for the run (default: one under studies/)')
    .option('--resume', 'go on with the run in the folder')
    .addOption(newLabOption())
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
  const { resume = false, newLab: beside = false, json = false } = options
  if (options.startOver && !resume) throw new UsageError(t('terminal.besideResume'))
  const recipe = await readRecipe(options)
  const dataset = await readDatasetSpec(options.dataset)
  const [described, second] = await readNetworkArgument(file)
  if (!described || second) throw new UserError(t('terminal.severalNetworks', { file }))
  const given = options.out ?? join('studies', `train-${Date.now()}`)
  const { path: folder, holdsLab } = placeOf(given, { resume, beside })
  if (holdsLab && !resume) throw new UserError(t('terminal.holdsStudy', { folder }))
  process.env['REGBENCH_CACHE'] ??= cacheFolder(folder)
  const opened = await openDataset(dataset, { cacheDir: process.env['REGBENCH_CACHE'] })
  const { info } = opened
  opened.close()
  const { seed, provider, lowering } = options
  const plan: StudyPlan = {
    ...{ imageSize: info.imageSize, dataset, recipe, flops: null, perSpace: 1, seed, provider },
    ...(lowering !== undefined && { lowering }),
  }
  requireFit(plan, info)
  const lab = await createLab({ dataDir: folder, trainers: 1, beside }).catch((error: unknown) =>
    failWithRemedy(error, folder),
  )
  const stop = interruption('Stopping: the run writes a checkpoint. (Once more to stop at once.)')
  const end = () => void lab.close()
  stop.signal.addEventListener('abort', end)
  try {
    for (const said of replacedPlans(lab.core.db)) process.stderr.write(`${englishText(said)}\n`)
    const client = clientOf(lab)
    const printEpochs = await epochPrinter(client, json)
    const unsubscribe = lab.core.feed.subscribe(() => void printEpochs())
    const id = resume
      ? await goOn(lab.core, client, folder, described.network, plan, {
          hash: info.hash,
          startOver: options.startOver === true,
        })
      : (await client.studies.trainNetwork({ name: `train ${described.name}`, network: described.network, plan })).runId
    await lab.core.queue.waitUntilIdle()
    unsubscribe()
    if (stop.signal.aborted) {
      process.stderr.write(`Stopped; nothing is lost. Start the same command again with --out ${folder} --resume.\n`)
      process.exitCode = stop.exitCode
      return
    }
    // The last epoch's event may not have arrived yet.
    await printEpochs()
    await printResult(client, id, folder, json)
  } finally {
    stop.release()
    await lab.close()
  }
}

function placeOf(folder: string, wish: Parameters<typeof studyFolder>[1]): ReturnType<typeof studyFolder> {
  try {
    return studyFolder(folder, wish)
  } catch (error) {
    return failWithRemedy(error, folder)
  }
}

async function readRecipe({ recipe, set }: Options): Promise<Recipe> {
  const raw = recipe === undefined ? {} : await readRawRecipe(recipe)
  const changes = set === undefined ? {} : readPairs(set)
  return parseStrictly(recipeSchema, { ...(raw as object), ...changes }, 'recipe')
}

interface Again {
  /** Hash of the current data set. */
  hash: string
  startOver: boolean
}

/** Requeues the folder's run and returns its id. Throws UserError if there is none, or a different one. */
async function goOn(
  { db }: LabContext,
  client: LabClient,
  folder: string,
  given: Network,
  plan: StudyPlan,
  again: Again,
): Promise<number> {
  const [first] = listRuns(db, {})
  if (!first) throw new UserError(t('terminal.runToResumeMissing', { folder }))
  const run = await client.runs.get({ id: first.id })
  const network = { ...given, classes: run.network.classes, imageSize: plan.imageSize }
  const expected = { ...plan, network, datasetHash: again.hash, plan: loweringPlanOf(plan) }
  const identity = ['network', 'recipe', 'seed', 'datasetHash', 'plan', 'provider'] as const
  const there = { ...run, plan: planIdHere(run.provider, run.plan) }
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
  // Runs of earlier versions store the group width as written rather than as built.
  const found = { ...there, network: asBuilt(run.network) }
  const changed = identity.find((key) => !isDeepStrictEqual(plain(found[key]), plain(expected[key])))
  if (changed !== undefined)
    throw new UserError(t('terminal.runDiffers', { folder, what: t(`terminal.runParts.${changed}`) }))
  const scope = { runIds: [run.id] }
  if (again.startOver) {
    await client.runs.act({ scope, action: 'pauseNow' })
    await client.runs.act({ scope, action: 'startOver' })
  }
  await client.runs.act({ scope, action: 'resume' })
  await client.queue.start()
  return run.id
}

/** Prints a line for each epoch as it ends. */
async function epochPrinter(client: LabClient, json: boolean): Promise<() => Promise<void>> {
  let { version: cursor } = await client.changes.since({ cursor: 0, limit: 1 })
  let last = Promise.resolve()
  const write = json ? (line: string) => process.stderr.write(`${line}\n`) : print
  const read = async () => {
    const { changes, cursor: next } = await client.changes.since({ cursor, limit: 1000 })
    cursor = next
    for (const change of changes) if (change.kind === 'epoch' && change.report) write(epochLine(change.report))
  }
  // Sequentially, so that each change is printed once.
  return () => (last = last.then(read, read).catch(() => undefined))
}

function epochLine({
  epoch,
  trainLoss,
  trainErrorPercent,
  validationErrorPercent,
  imagesPerSecond,
}: EpochReport): string {
  return (
    `epoch ${epoch + 1}: loss ${trainLoss?.toFixed(3) ?? 'NaN'}, training error ${trainErrorPercent.toFixed(1)} %, ` +
    `validation error ${validationErrorPercent.toFixed(1)} %, ${Math.round(imagesPerSecond)} images/s`
  )
}

async function printResult(client: LabClient, runId: number, folder: string, json: boolean): Promise<void> {
  const run = await client.runs.get({ id: runId })
  const { status, errorPercent, validationErrors, validationCount, digest, curve: epochs, peakMemoryBytes } = run
  if (status === 'failed') {
    const why = run.reason ? said(run.reason) : t('terminal.noReason')
    throw new UserError(t('terminal.trainingFailed', { said: why }))
  }
  const reason = run.reason && englishText(run.reason)
  const weights = run.hasWeights ? join(folder, weightsPathOf(runId)) : null
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
