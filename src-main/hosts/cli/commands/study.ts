import { Command, Option } from 'commander'
import { join, relative } from 'node:path'
import type { StudyFile } from '#shared/studies/studyFile.ts'
import { asciiEdf } from '#main/reports/terminalEdf.ts'
import { cacheFolder } from '#main/services/studyFolder.ts'
import { studyPresetIds } from '#main/services/studyPresets.ts'
import { finishStudy, type StudyResult } from '#main/services/studyResult.ts'
import { runStudy, type OpenStudy } from '#main/services/studyRun.ts'
import { wholeNumber } from '../arguments.ts'
import { interruption } from '../interruption.ts'
import { print, printJson, short, wrapped } from '../output.ts'
import { readStudy } from '../readStudy.ts'
import { studyProgressView } from '../studyProgress.ts'
import { UsageError } from '../userError.ts'

interface Options {
  out?: string
  resume?: true
  trainers?: number
  seed?: number
  json?: true
}

/** The command that does a whole study. */
export function studyCommand(): Command {
  return new Command('study')
    .description(
      'Samples design spaces, trains every network, compares the error distributions, writes a report and the best network.',
    )
    .argument('[study]', `preset (${studyPresetIds.join(', ')}) or a YAML or JSON file (default: quick)`)
    .option('--out <folder>', 'new or empty folder for the study (default: one under studies/ named by the time)')
    .option('--resume', 'go on with the study in the folder')
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
  const { resume = false, trainers, seed, json = false } = options
  if (resume && options.out === undefined) throw new UsageError('Name the folder of the study to resume by --out.')
  const named = name ?? (resume ? undefined : 'quick')
  if (named === undefined && seed !== undefined)
    throw new UsageError('A study is resumed with its own seed: leave --seed out.')
  const request = named === undefined ? undefined : await readStudy(named, seed)
  const folder = options.out ?? join('studies', `${request!.name}-${timeName()}`)
  // Trainers inherit it, and need not decode a folder of images each on their own.
  process.env['REGBENCH_CACHE'] ??= cacheFolder(folder)
  const view = studyProgressView(json)
  const stop = interruption('Stopping: what runs writes a checkpoint. (Once more to stop at once.)')
  try {
    const open = await runStudy({
      study: request,
      folder,
      resume,
      ...(trainers !== undefined && { trainers }),
      signal: stop.signal,
      onPlanned: (plan, { info }) => {
        if (json) return
        print(
          `${info.name}: ${info.trainCount} training and ${info.testCount} test images, ${info.classNames.length} classes`,
        )
        for (const { space, sample } of plan)
          print(
            `${space.name}: ${sample.networks.length} networks sampled, plain rejection accepts ${short(sample.plainAcceptanceRate * 100, 3)} %`,
          )
      },
      onProgress: (progress) => view.show(progress),
    })
    view.end()
    try {
      if (open.isComplete) tell(open, await finishStudy(open), json)
      else sayResume(named, folder, options)
    } finally {
      await open.close()
    }
  } finally {
    view.end()
    stop.release()
  }
}

const timeName = (): string => {
  const now = new Date()
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString()
  return local.slice(0, 19).replace('T', '-').replaceAll(':', '')
}

/** Tells how to go on, and ends with the exit code of an interruption. */
function sayResume(name: string | undefined, folder: string, { trainers, seed }: Options): void {
  const words = [
    'study',
    ...(name === undefined ? [] : [name]),
    ...['--out', folder, '--resume'],
    ...(trainers === undefined ? [] : ['--trainers', `${trainers}`]),
    ...(seed === undefined ? [] : ['--seed', `${seed}`]),
  ]
  process.stderr.write(`Stopped; nothing is lost. Go on by:\n  npm run -s regbench -- ${words.map(quoted).join(' ')}\n`)
  process.exitCode = 130
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

function tell({ study: { name } }: { study: StudyFile } & OpenStudy, result: StudyResult, json: boolean): void {
  const { report, verdict, best, files, digest } = result
  const populations = report.spaces.map((space) => ({
    name: space.name,
    errors: space.runs.flatMap(({ errorPercent }) => (errorPercent === null ? [] : [errorPercent])),
    diverged: space.runs.filter(({ status }) => status === 'diverged').length,
    failed: space.runs.filter(({ status }) => status === 'failed').length,
  }))
  if (json) {
    const spaces = populations.map(({ errors, ...rest }) => ({
      ...rest,
      n: errors.length,
      minErrorPercent: errors.length > 0 ? Math.min(...errors) : null,
      meanErrorPercent: errors.length > 0 ? errors.reduce((sum, error) => sum + error, 0) / errors.length : null,
    }))
    printJson({ study: name, digest, durationMs: report.study.durationMs, spaces, best: best ?? null, files })
    return
  }
  const { isTTY } = process.stdout
  const width = Math.min(process.stdout.columns || 80, 100)
  print()
  print(asciiEdf(populations, { width: width, height: 16, colour: isTTY && !process.env['NO_COLOR'] }))
  for (const sentence of [verdict.answer, ...verdict.evidence.slice(0, 1)]) print(wrapped(sentence, width).join('\n'))
  for (const { name: space, diverged, failed } of populations)
    if (diverged + failed > 0) print(`${space}: ${diverged} diverged, ${failed} failed`)
  if (best) {
    const percent = (wrong: number, count: number) => `${((100 * wrong) / count).toFixed(1)} %`
    const { validation, test } = best
    print()
    print(`Best network: run ${best.runId} of ${best.space}, ${short(best.flops / 1e6, 3)} MF`)
    print(
      `  validation error ${percent(validation.stored, validation.count)}: ${validation.stored} of ${validation.count} images wrong in training, ${validation.checked} of ${validation.count} by ${relative('.', files.onnx!)} in a fresh session`,
    )
    print(
      `  test error ${percent(test.wrong, test.count)}: ${test.wrong} of ${test.count} images, computed once, for this network alone`,
    )
  }
  print()
  print(`Digest: ${digest}`)
  print(`The report is ${files.report}. Open it in a browser.`)
}
