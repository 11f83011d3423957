import { Command, Option } from 'commander'
import { join, resolve } from 'node:path'
import { englishText } from '#shared/sentences/sentence.ts'
import { cacheFolder } from '#main/studyRunner/studyFolder.ts'
import { studyPresetIds } from '#main/studyRunner/studyPresets.ts'
import { finishStudy, type StudyResult } from '#main/studyRunner/studyResult.ts'
import { runStudy } from '#main/studyRunner/studyRun.ts'
import type { ErrorCode } from '#shared/contract/errors.ts'
import type { SampledSpace } from '#shared/contract/studies.ts'
import { shortText } from '#shared/format/numbers.ts'
import { LabError } from '#main/store/labError.ts'
import { wholeNumber } from '../arguments.ts'
import { failWithRemedy } from '../damagedLab.ts'
import { imageCountsText } from '../imageCountsText.ts'
import { interruption } from '../interruption.ts'
import { newLabOption } from '../newLabOption.ts'
import { print, printJson } from '../output.ts'
import { programCommand } from '../programCommand.ts'
import { readStudy } from '../readStudy.ts'
import { studyProgressView } from '../studyProgress.ts'
import { studyResultJson, studyResultLines } from '../studyResultText.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'
import { errorText, t } from '#main/hosts/process/language.ts'

interface Options {
  out?: string
  resume?: true
  newLab?: true
  startOver?: true
  trainers?: number
  seed?: number
  json?: true
}

/** The command that runs a complete study. */
export function studyCommand(): Command {
  return new Command('study')
    .description(
      'Samples design spaces, trains every network, compares the error distributions, writes a report and the best network.',
    )
    .argument('[study]', `preset (${studyPresetIds.join(', ')}) or a YAML or JSON file (default: quick)`)
    .option(
      '--out <folder>',
      'folder of the study, made if it is not there (default: one under studies/ named by the time)',
    )
    .option('--resume', 'go on with the study that the folder holds; a file may ask for more networks and spaces')
    .addOption(newLabOption())
    .option('--start-over', 'with --resume: runs that are not finished begin from nothing')
    .addOption(
      new Option('--trainers <count>', 'processes that train at once (default: as cores and memory allow)').argParser(
        wholeNumber(1),
      ),
    )
    .addOption(new Option('--seed <seed>', 'another seed than the file has').argParser(wholeNumber(0)))
    .option('--json', 'print the result as one JSON line; progress goes to standard error')
    .addHelpText(
      'after',
      '\nExamples:\n  regbench study quick --out studies/first\n  regbench study --resume --out studies/first',
    )
    .action(study)
}

async function study(name: string | undefined, options: Options): Promise<void> {
  const { resume = false, newLab: beside = false, startOver = false, trainers, seed, json = false } = options
  if (startOver && !resume) throw new UsageError(t('terminal.besideResume'))
  if (resume && options.out === undefined) throw new UsageError(t('terminal.outNeeded'))
  const named = name ?? (resume ? undefined : 'quick')
  if (named === undefined && seed !== undefined) throw new UsageError(t('terminal.seedOnResume'))
  const request = named === undefined ? undefined : await readStudy(named, seed)
  const folder = options.out ?? join('studies', `${request!.name}-${timeName()}`)
  // Trainers inherit it, so that each need not decode a folder of images itself.
  process.env['REGBENCH_CACHE'] ??= cacheFolder(resolve(folder))
  const view = studyProgressView(json)
  const stop = interruption('Stopping: what runs writes a checkpoint. (Once more to stop at once.)')
  try {
    const open = await runStudy({
      study: request,
      ...{ folder, resume, beside, startOver },
      ...(trainers !== undefined && { trainers }),
      signal: stop.signal,
      onReplacedPlan: (said) => process.stderr.write(`${englishText(said)}\n`),
      onSampled: (spaces, { info }) => {
        if (json) return
        print(`${info.name}: ${imageCountsText(info)}, ${info.classNames.length} classes`)
        const { skipped, notes } = info
        for (const said of notes) print(`  ${englishText(said)}`)
        for (const { file, reason } of skipped.slice(0, mostShown)) print(`  left out: ${file}: ${englishText(reason)}`)
        if (skipped.length > mostShown) print(`  and ${skipped.length - mostShown} more files left out`)
        for (const space of spaces) print(sampledText(space))
      },
      onProgress: (progress) => view.show(progress),
    })
    view.end()
    try {
      if (open.isComplete) printResult(await finishStudy(open), json)
      else {
        process.stderr.write(`Stopped; nothing is lost. Go on by:\n  ${resumeCommand(named, folder, options)}\n`)
        process.exitCode = stop.exitCode
      }
    } finally {
      await open.close()
    }
  } catch (error) {
    view.end()
    if (!(error instanceof LabError) || !goesOnLater.has(error.code)) failWithRemedy(error, folder)
    const command = resumeCommand(named, folder, options)
    throw new UserError(t('terminal.goOnBy', { said: errorText(error), command }), 1, { cause: error })
  } finally {
    view.end()
    stop.release()
  }
}

/** Errors after which a study can be resumed. */
const goesOnLater: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['diskFull', 'trainerBroken'])

function printResult(result: StudyResult, json: boolean): void {
  if (json) printJson(studyResultJson(result))
  else {
    const { columns, isTTY } = process.stdout
    const colour = isTTY && !process.env['NO_COLOR']
    print(studyResultLines(result, { width: Math.min(columns || 80, 100), colour }).join('\n'))
  }
  if (result.failures.length === 0) return
  process.stderr.write(`${result.failures.join('\n')}\nResume the study to try them again.\n`)
  process.exitCode = 1
}

function sampledText({ space, count, added, acceptanceRate }: SampledSpace): string {
  if (acceptanceRate === null) return `${space}: ${count} networks`
  const number = added === count ? `${count} networks sampled` : `${count} networks, ${added} of them sampled now`
  return `${space}: ${number}, plain rejection accepts ${shortText(acceptanceRate * 100, 3)} %`
}

/** Maximum number of skipped files named. */
const mostShown = 10

const timeName = (): string => {
  const now = new Date()
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString()
  return local.slice(0, 19).replace('T', '-').replaceAll(':', '')
}

/** The command that resumes a study. */
function resumeCommand(name: string | undefined, folder: string, { trainers, seed }: Options): string {
  const words = [
    'study',
    ...(name === undefined ? [] : [name]),
    ...['--out', folder, '--resume'],
    ...(trainers === undefined ? [] : ['--trainers', `${trainers}`]),
    ...(seed === undefined ? [] : ['--seed', `${seed}`]),
  ]
  return programCommand(words)
}
