import { Command, Option } from 'commander'
import { studyPresetIds } from '#main/studyRunner/studyPresets.ts'
import { wholeNumber } from '../arguments.ts'
import { conductStudy, studyFolderNamed } from '../conductStudy.ts'
import { newLabOption } from '../newLabOption.ts'
import { programCommand } from '../programCommand.ts'
import { readStudy } from '../readStudy.ts'
import { UsageError } from '#main/hosts/process/userError.ts'
import { t } from '#main/hosts/process/language.ts'

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
  const folder = options.out ?? studyFolderNamed(request!.name)
  const goOnBy = resumeCommand(named, folder, options)
  await conductStudy({ study: request, folder, resume, beside, startOver, trainers, json, goOnBy })
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
