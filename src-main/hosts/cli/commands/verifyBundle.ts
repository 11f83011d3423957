import { Command, Option } from 'commander'
import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import type { RetrainedRun, Retraining } from '#shared/contract/retraining.ts'
import { percentageText } from '#shared/format/numbers.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { UsageError } from '#main/hosts/process/userError.ts'
import { verifyBundle, type VerifiedBundle } from '#main/services/bundles/verifyBundle.ts'
import { LabError } from '#main/store/labError.ts'
import { wholeNumber } from '../arguments.ts'
import { readDatasetSpec } from '../datasetArgument.ts'
import { interruption } from '../interruption.ts'
import { print, printJson, tableLines } from '../output.ts'
import { readBundleBytes } from '../readBundleBytes.ts'
import { t } from '#main/hosts/process/language.ts'

interface Options {
  retrain: number
  seed?: number
  dataset?: string
  json?: true
}

/** The command that checks a study file for consistency, and against retrained runs. */
export function verifyBundleCommand(): Command {
  return new Command('verify-bundle')
    .description('Checks that a study as a file is as it was written and agrees with itself; exit code 1 if not.')
    .argument('<file.regbench>', 'a study as the window or a study command exported it')
    .addOption(
      new Option('--retrain <count>', 'train so many of its finished runs again from their seeds, and compare')
        .argParser(wholeNumber(0))
        .default(0),
    )
    .addOption(
      new Option('--seed <seed>', 'draws the runs to train again (default: another each time)').argParser(
        wholeNumber(0),
      ),
    )
    .option('--dataset <dataset>', 'images to train on: kind:option=value,... or a file (see datasets)')
    .option('--json', 'print the result as one JSON line')
    .addHelpText(
      'after',
      '\nA folder of images that the file names is opened only if you give it by --dataset.\n' +
        '\nExamples:\n  regbench verify-bundle study.regbench\n  regbench verify-bundle study.regbench --retrain 3',
    )
    .action(verify)
}

async function verify(file: string, { retrain, seed = randomInt(2 ** 32), dataset, json }: Options): Promise<void> {
  if (dataset !== undefined && retrain === 0) throw new UsageError(t('terminal.besideRetrain'))
  const bytes = readBundleBytes(file)
  const stop = interruption('Stopping.')
  const showProgress = json ? undefined : progressPrinter()
  try {
    const verified = await verifyBundle(bytes, {
      ...{ count: retrain, seed, signal: stop.signal },
      ...(dataset !== undefined && { dataset: await readDatasetSpec(dataset) }),
      ...(showProgress && { tell: showProgress }),
    })
    const agrees = verified.problems.length === 0 && verified.retrained.every(({ verdict }) => isFine(verdict))
    if (json) printJson(asJson(file, { verified, agrees, seed }))
    else print(lines(verified, { agrees, seed }).join('\n'))
    if (!agrees) process.exitCode = 1
  } catch (error) {
    if (stop.signal.aborted) process.exitCode = stop.exitCode
    else if (json && error instanceof LabError && error.code === 'invalid') {
      printJson({ file: resolve(file), agrees: false, problems: [error.message] })
      process.exitCode = 1
    } else throw error
  } finally {
    stop.release()
  }
}

const isFine = (verdict: RetrainedRun['verdict']): boolean => verdict === 'same' || verdict === 'near'

/** Prints a line on standard error for each retrained run. */
function progressPrinter(): (retraining: Retraining) => void {
  let printed = 0
  return ({ drawn, done }) => {
    for (const run of done.slice(printed))
      process.stderr.write(`trained again: ${++printed} of ${drawn} (run ${run.position} of ${run.population})\n`)
  }
}

const verdictWords: Readonly<Record<RetrainedRun['verdict'], string>> = {
  same: 'the same bits',
  near: 'other bits, as another machine computes them; the errors agree',
  other: 'NOT what is recorded',
  failed: 'NOT trained',
}

interface Around {
  agrees: boolean
  seed: number
}

function lines(verified: VerifiedBundle, { agrees, seed }: Around): string[] {
  const { name, spaces, populations, runs, seal, digest, weights, problems, retrained } = verified
  const facts = [
    ['study', `${name}: spaces ${spaces}, populations ${populations}, runs ${runs}`],
    ['seal', seal ?? 'none'],
    ['digest', digest],
    ['weights', weights === 0 ? 'none that agree' : `of ${weights} runs, as their digests say`],
  ]
  const head = tableLines([{ title: '' }, { title: '' }], facts).slice(1)
  return [
    ...head,
    ...problems.map(englishText),
    ...(retrained.length > 0 ? ['', `Trained again, drawn by seed ${seed}:`, ...retrainedLines(retrained)] : []),
    '',
    agrees ? 'Everything agrees.' : 'Not everything agrees.',
  ]
}

function retrainedLines(retrained: readonly RetrainedRun[]): string[] {
  const percent = (value: number | undefined) => (value === undefined ? '' : percentageText(value, 2))
  const columns = [
    ...[{ title: 'population' }, { title: 'run', numeric: true }, { title: 'recorded', numeric: true }],
    ...[{ title: 'found', numeric: true }, { title: '' }],
  ]
  const rows = retrained.map(({ population, position, recorded, found, reason, verdict }) => [
    ...[population, position, percent(recorded.errorPercent), percent(found?.errorPercent)],
    reason ? `${verdictWords[verdict]}: ${englishText(reason)}` : verdictWords[verdict],
  ])
  return tableLines(columns, rows)
}

function asJson(file: string, { verified, agrees, seed }: Around & { verified: VerifiedBundle }) {
  const { problems, retrained, ...rest } = verified
  const runs = retrained.map(({ population, position, recorded, found, reason, isSameMachine, verdict }) => {
    return { population, position, recorded, found, reason: reason && englishText(reason), isSameMachine, verdict }
  })
  return { file: resolve(file), agrees, ...rest, problems: problems.map(englishText), seed, retrained: runs }
}
