import { Command, Option } from 'commander'
import { existsSync, statSync } from 'node:fs'
import { csvFile } from '#shared/files/csvCell.ts'
import { classErrors } from '#shared/inspection/classErrors.ts'
import { confusedPairs, confusionMatrix } from '#shared/inspection/confusion.ts'
import type { Inspection } from '#shared/inspection/inspection.ts'
import { inspectionRows, inspectionTables, type InspectionTable } from '#shared/inspection/inspectionTables.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { t } from '#main/hosts/process/language.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'
import { retrainToLook } from '#main/services/inspections/retrainToLook.ts'
import { getRun } from '#main/store/tables/runs.ts'
import { inspectWeights } from '#main/trainer/inspection/inspectWeights.ts'
import { oneOf, wholeNumber } from '../arguments.ts'
import { readDatasetSpec } from '../datasetArgument.ts'
import { inLabOf } from '../inLabOf.ts'
import { interruption } from '../interruption.ts'
import { print, printJson, tableLines } from '../output.ts'
import { timingProgress, type TimingProgress } from '../timingProgress.ts'

interface Options {
  dataset?: string
  worst: number
  retrain?: true
  anew?: true
  json?: true
  csv?: InspectionTable
}

/** What was found, and whether training again gave the same bits; absent if it was not trained again. */
interface Found {
  inspection: Inspection
  isSame?: boolean
}

/** The command that looks into a trained network. */
export function inspectCommand(): Command {
  return new Command('inspect')
    .description(
      'Shows what a trained network does on its validation images: errors by class, confusions, worst images.',
    )
    .argument('<run>', "a study's folder and a run's number as FOLDER:RUN, or a file of weights (.safetensors)")
    .option('--dataset <dataset>', 'of a file of weights: its images, kind:option=value,... or a file (see datasets)')
    .addOption(new Option('--worst <count>', 'images with the highest loss').argParser(wholeNumber(0, 200)).default(10))
    .option('--anew', 'look into a run once more that was looked into before')
    .option('--retrain', 'train the run again from its seed and look into that; its weights are not kept')
    .addOption(
      new Option('--csv <table>', `print a table as CSV: ${inspectionTables.join(', ')}`)
        .argParser(oneOf(inspectionTables))
        .conflicts('json'),
    )
    .option('--json', 'print all of it as JSON')
    .addHelpText('after', help)
    .action(inspect)
}

const help = `
Computed on the processor as the trainer does: for a run that was trained there, the errors are exactly the recorded
ones. Ranges are Wilson's 95 % ranges. An image is named by its place in its part of the data set, and by its file if it
has one. What is found in a run is stored with it and shown at once the next time; figures and reports can show it.

Examples:
  regbench inspect studies/one:1
  regbench inspect studies/first:31 --csv confusion > confusion.csv
  regbench inspect studies/first:7 --retrain --worst 50 --json`

async function inspect(run: string, options: Options): Promise<void> {
  const stopped = interruption('Stopping. Nothing was changed.')
  const progress = timingProgress()
  try {
    const found = await (isFile(run) ? inspectFile : inspectRun)(run, options, progress, stopped.signal)
    progress.end()
    if (options.csv) process.stdout.write(csvFile(inspectionRows(found.inspection, options.csv)))
    else if (options.json) printJson(record(run, found))
    else printFound(run, found)
  } catch (error) {
    if (!stopped.signal.aborted) throw error
    process.exitCode = stopped.exitCode
  } finally {
    progress.end()
    stopped.release()
  }
}

const isFile = (run: string): boolean => existsSync(run) && statSync(run).isFile()

async function inspectFile(file: string, options: Options, progress: TimingProgress): Promise<Found> {
  if (options.dataset === undefined) throw new UsageError(t('terminal.datasetOfWeights', { file }))
  const cacheDir = process.env['REGBENCH_CACHE']
  const spec = await readDatasetSpec(options.dataset)
  const dataset = await openDataset(spec, cacheDir === undefined ? {} : { cacheDir })
  try {
    const request = { weightsFile: file, worst: options.worst }
    const inspection = await inspectWeights(dataset, request, (done, total) => show(progress, done, total, file))
    return { inspection }
  } finally {
    dataset.close()
  }
}

async function inspectRun(run: string, options: Options, progress: TimingProgress, signal: AbortSignal) {
  const { worst, retrain, anew = false } = options
  return inLabOf(
    run,
    async ({ core }, id): Promise<Found> => {
      if (retrain) return retrainToLook(core, id, { worst, signal, tell: (share) => show(progress, share, 1, run) })
      const { status, weightsPath, origin } = getRun(core.db, id)
      if (status === 'finished' && weightsPath === null && !origin && !core.inspections.known(id))
        throw new UserError(t('terminal.weightsToRetrain', { number: id }))
      return { inspection: await core.inspections.look(id, { worst, anew, signal }) }
    },
    { evenDamaged: !retrain },
  )
}

function show(progress: TimingProgress, done: number, total: number, name: string): void {
  if (done > 0) progress.show(Math.round((100 * done) / total), 100, name)
}

function record(run: string, { inspection, isSame }: Found) {
  const { classNames, split, count, errors, recordedErrors, loss, confusion, worst } = inspection
  return {
    ...{ run, ...(isSame !== undefined && { isSame }), split, count, errors, recordedErrors, loss, classNames },
    classes: classErrors(inspection).map(({ name, images, wrong, error, mistaken, takenFor }) => ({
      ...{ name, images, wrong, error, mistaken },
      takenFor: takenFor && { name: classNames[takenFor.label]!, count: takenFor.count },
    })),
    confusion: confusionMatrix(confusion, classNames.length),
    worst: worst.map(({ label, predicted, ...image }) => ({
      ...{ class: classNames[label]!, predicted: classNames[predicted]! },
      ...image,
    })),
  }
}

const percent = (share: number) => (100 * share).toFixed(1)

/** How many confusions are printed. */
const printedPairs = 10

function printFound(run: string, { inspection, isSame }: Found): void {
  const { classNames, count, errors, recordedErrors, loss, confusion, worst } = inspection
  const recorded = errors === recordedErrors ? 'as recorded' : `${recordedErrors} were recorded`
  print(`${run}: ${percent(errors / count)} % wrong, ${errors} of ${count} (${recorded}), loss ${loss.toFixed(3)}`)
  if (isSame !== undefined)
    print(isSame ? 'Trained again: the same bits.' : 'Trained again: other bits than the recorded ones.')
  print()
  print(
    tableLines(
      columns('class', 'images', 'wrong', 'error %', 'low', 'high', 'mistaken', 'taken for'),
      classErrors(inspection).map(({ name, images, wrong, error, mistaken, takenFor }) => [
        ...[name, images, wrong],
        ...[error.value, error.low, error.high].map((share) => (images === 0 ? '–' : percent(share))),
        ...[mistaken, takenFor ? `${classNames[takenFor.label]!} (${takenFor.count})` : '–'],
      ]),
    ).join('\n'),
  )
  const pairs = confusedPairs(confusion).slice(0, printedPairs)
  if (pairs.length > 0) {
    print()
    const named = pairs.map(
      ({ label, predicted, count: n }) => `${classNames[label]!} as ${classNames[predicted]!} ${n}`,
    )
    print(`Most confused: ${named.join(', ')}`)
  }
  if (worst.length === 0) return
  print()
  print(
    tableLines(
      columns('image', 'class', 'predicted', '%', 'class %', 'loss', 'file'),
      worst.map(({ index, label, predicted, probability, labelProbability, loss: own, file }) => [
        ...[index, classNames[label]!, classNames[predicted]!, percent(probability), percent(labelProbability)],
        ...[own.toFixed(2), file ?? '–'],
      ]),
    ).join('\n'),
  )
}

const words = new Set(['class', 'predicted', 'taken for', 'file'])

const columns = (...titles: string[]) => titles.map((title) => ({ title, numeric: !words.has(title) }))
