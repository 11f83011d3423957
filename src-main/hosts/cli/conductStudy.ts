import { join, resolve } from 'node:path'
import { englishText } from '#shared/sentences/sentence.ts'
import { cacheFolder } from '#main/studyRunner/studyFolder.ts'
import { finishStudy, type StudyResult } from '#main/studyRunner/studyResult.ts'
import { runStudy, type StudyRequest } from '#main/studyRunner/studyRun.ts'
import type { ErrorCode } from '#shared/contract/errors.ts'
import type { SampledSpace } from '#shared/contract/studies.ts'
import { shortText } from '#shared/format/numbers.ts'
import { LabError } from '#main/store/labError.ts'
import { failWithRemedy } from './damagedLab.ts'
import { imageCountsText } from './imageCountsText.ts'
import { interruption } from './interruption.ts'
import { print, printJson } from './output.ts'
import { studyProgressView } from './studyProgress.ts'
import { studyResultJson, studyResultLines } from './studyResultText.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { errorText, t } from '#main/hosts/process/language.ts'

/** A study to run in a folder from the command line. */
interface Conducted extends Pick<StudyRequest, 'study' | 'folder' | 'resume' | 'beside' | 'startOver'> {
  trainers: number | undefined
  /** Whether the result is printed as JSON. */
  json: boolean
  /** The command that goes on with the study if it is stopped. */
  goOnBy: string
  /** What to print after the result. */
  after?: (result: StudyResult) => void
}

/**
 * Runs a study with its progress on the terminal until it is complete or interrupted, and prints its result. Throws
 * UserError with the command that goes on.
 */
export async function conductStudy({ trainers, json, goOnBy, after, ...request }: Conducted): Promise<void> {
  const { folder } = request
  // Trainers inherit it, so that each need not decode a folder of images itself.
  process.env['REGBENCH_CACHE'] ??= cacheFolder(resolve(folder))
  const view = studyProgressView(json)
  const stop = interruption('Stopping: what runs writes a checkpoint. (Once more to stop at once.)')
  try {
    const open = await runStudy({
      ...request,
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
      if (open.isComplete) {
        const result = await finishStudy(open)
        printResult(result, json)
        after?.(result)
      } else {
        process.stderr.write(`Stopped; nothing is lost. Go on by:\n  ${goOnBy}\n`)
        process.exitCode = stop.exitCode
      }
    } finally {
      await open.close()
    }
  } catch (error) {
    view.end()
    if (!(error instanceof LabError) || !goesOnLater.has(error.code)) failWithRemedy(error, folder)
    throw new UserError(t('terminal.goOnBy', { said: errorText(error), command: goOnBy }), 1, { cause: error })
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

/** The folder of a study that was given none: under studies/, named by the study and the local time. */
export const studyFolderNamed = (name: string): string => join('studies', `${name}-${timeName()}`)

const timeName = (): string => {
  const now = new Date()
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString()
  return local.slice(0, 19).replace('T', '-').replaceAll(':', '')
}
