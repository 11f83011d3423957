import { Command, Option } from 'commander'
import { presetIds } from '#shared/designspaces/presets.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { toNeutralForm } from '#shared/networks/neutralForm.ts'
import { parseCount } from '#shared/studyFiles/flopsWindow.ts'
import { leastShare, searchStudy } from '#shared/studyFiles/searchStudy.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { studySpaces, studyFileSchema, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import type { StudyResult } from '#main/studyRunner/studyResult.ts'
import { studyPresetIds } from '#main/studyRunner/studyPresets.ts'
import { UsageError } from '#main/hosts/process/userError.ts'
import { t } from '#main/hosts/process/language.ts'
import { wholeNumber } from '../arguments.ts'
import { conductStudy, studyFolderNamed } from '../conductStudy.ts'
import { networkLines } from '../networkLines.ts'
import { print, printJson } from '../output.ts'
import { programCommand } from '../programCommand.ts'
import { readInput } from '../readInput.ts'
import { readStudy } from '../readStudy.ts'

interface Options {
  flops?: number
  params?: number
  acts?: number
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
The networks cost from ${100 * leastShare} to 100 % of the first budget named; any further budget is a maximum. The paper
found 32 random networks enough to find a good one of RegNetX (Figure 9). What is left behind is a study like any other:
with its report, its best network as ONNX, and to be resumed or refined.

Examples:
  regbench search --flops 0.4M
  regbench search cifar --flops 16M --params 0.5M --networks 32 --out studies/search`,
    )
    .action(search)
}

function count(text: string): number {
  const value = parseCount(text)
  if (value === undefined) throw new UsageError(t('terminal.noBudget', { value: text }))
  return value
}

async function search(name = 'quick', options: Options): Promise<void> {
  const { networks, trainers, seed, json = false } = options
  const base = await readStudy(name, seed)
  const budget = {
    ...(options.flops !== undefined && { flops: options.flops }),
    ...(options.params !== undefined && { parameters: options.params }),
    ...(options.acts !== undefined && { activations: options.acts }),
  }
  if (Object.keys(budget).length === 0) throw new UsageError(t('terminal.budgetNeeded'))
  const study = searchStudy(base, await spaceOf(options.space, base), budget, networks)
  const folder = options.out ?? studyFolderNamed('search')
  const words = ['study', '--out', folder, '--resume', ...(trainers === undefined ? [] : ['--trainers', `${trainers}`])]
  const request = { study, folder, resume: false, beside: false, startOver: false }
  await conductStudy({
    ...request,
    trainers,
    json,
    goOnBy: programCommand(words),
    after: (result) => printBest(result, json),
  })
}

/** The space of a preset's name or a file, scaled as the study scales its presets. */
async function spaceOf(given: string, base: StudyFile) {
  const entry = (presetIds as readonly string[]).includes(given) ? given : await readInput(given)
  const spaces = parseStrictly(studyFileSchema.shape.spaces, [entry], 'space')
  return studySpaces({ ...base, spaces })[0]!
}

function printBest({ best, report }: StudyResult, json: boolean): void {
  const run = report.spaces.flatMap(({ runs }) => runs).find(({ id }) => id === String(best?.runId))
  if (!run) return
  const { id, network } = run
  if (json) printJson({ name: `run ${id}`, network: toNeutralForm(network), complexity: networkComplexity(network) })
  else print(['', ...networkLines({ name: `Run ${id}`, network })].join('\n'))
}
