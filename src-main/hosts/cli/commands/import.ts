import { Command, Option } from 'commander'
import { readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { ResultsPreview } from '#shared/contract/results.ts'
import { guessMapping } from '#shared/results/guessMapping.ts'
import { changedMapping, errorUnits, type Mapping } from '#shared/results/mapping.ts'
import { roleIds } from '#shared/results/roles.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { previewResults, resultTableOf, titleOf, type ResultsFile } from '#main/bundles/resultsFile.ts'
import { t } from '#main/hosts/process/language.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { createLab } from '#main/lab.ts'
import { importResults } from '#main/services/bundles/importBundle.ts'
import { DatasetReader } from '#main/services/datasets/datasetReader.ts'
import { reportData } from '#main/services/reports/reportData.ts'
import { studyDigest } from '#main/services/studies/digests.ts'
import { listPopulations } from '#main/store/tables/populations.ts'
import { studyFolder } from '#main/studyRunner/studyFolder.ts'
import { writeReport } from '#main/studyRunner/studyResult.ts'
import { failWithRemedy } from '../damagedLab.ts'
import { newLabOption } from '../newLabOption.ts'
import { print, printJson, tableLines } from '../output.ts'
import { readSpaceArgument } from '../readSpaceArgument.ts'

interface Options {
  out: string
  map: string[]
  space?: string
  name?: string
  leaveOut?: true
  preview?: true
  newLab?: true
  json?: true
}

const collect = (value: string, list: string[]): string[] => [...list, value]

/** The command that brings in results made elsewhere as a study. */
export function importCommand(): Command {
  return new Command('import')
    .description(
      'Brings in networks that were trained elsewhere, with their errors, as a study to explore, compare, refine and report.',
    )
    .argument('<file>', 'CSV with a header, JSON, sweep.json or logs of pycls, or a file of NDS')
    .option('--out <folder>', 'folder of the study, made if it is not there; one that holds studies gets another')
    .addOption(
      new Option(
        '--map <meaning=column>',
        'what a column means, beside what is guessed: error=top1, depths=d1,d2,d3,d4, imageSize:=32 (the same in all rows), unit=share; may be repeated',
      )
        .argParser(collect)
        .default([], 'guessed'),
    )
    .option(
      '--space <space>',
      'the design space of the networks: a preset or a file (default: the range of their sizes)',
    )
    .option('--name <name>', 'name of the study (default: that of the file)')
    .option('--leave-out', 'leave out the rows that cannot be used instead of refusing the file')
    .option('--preview', 'only tell how the file is read')
    .addOption(newLabOption())
    .option('--json', 'print the result as one JSON line')
    .addHelpText(
      'after',
      `\nMeanings: ${roleIds.join(', ')}.\nUnits of errors: ${errorUnits.join(', ')}.\n` +
        '\nExamples:\n  regbench import results.csv --preview\n' +
        '  regbench import results.csv --out studies/theirs --map error=top1_err --map imageSize:=32 --map classes:=10',
    )
    .action(bringIn)
}

async function bringIn(path: string, options: Options): Promise<void> {
  const { map, leaveOut: leavesOut = false } = options
  const bytes = readBytes(path)
  const table = resultTableOf(bytes)
  const mapping: Mapping = changedMapping(guessMapping(table), map, table)
  const space = options.space === undefined ? null : (await readSpaceArgument(options.space, undefined)).space
  const file: ResultsFile = { bytes, file: basename(path), mapping, space }
  const preview = previewResults(file)
  if (options.preview) {
    if (options.json) printJson(asJson(preview))
    else print(previewLines(preview).join('\n'))
    return
  }
  if (options.out === undefined) throw new UserError(t('terminal.importOutNeeded'))
  const beside = options.newLab ?? false
  const folder = options.out
  try {
    const lab = await createLab({ dataDir: studyFolder(folder, { resume: false, beside }).path, beside })
    try {
      const name = options.name ?? titleOf(file.file)
      const { core } = lab
      const { id } = await importResults(core, { ...file, name, leavesOut })
      const populationIds = listPopulations(core.db, id).map((population) => population.id)
      const report = await reportData(core, new DatasetReader(core), id, { populationIds, language: 'en' })
      const files = await writeReport(report, lab.folder, { definition: null, best: null })
      const digest = studyDigest(core.db, id)
      const populations = preview.populations
      if (options.json) printJson({ study: report.study.name, digest, populations, leftOut: left(preview), files })
      else
        print(
          [...summary(preview), `study ${report.study.name}, digest ${digest ?? ''}`, `report ${files.report}`].join(
            '\n',
          ),
        )
    } finally {
      await lab.close()
    }
  } catch (error) {
    failWithRemedy(error, folder)
  }
}

const left = ({ total, usable }: ResultsPreview): number => total - usable

function readBytes(path: string): Uint8Array {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new UserError(t('terminal.fileMissing', { file: path }))
  if (!found.isFile()) throw new UserError(t('terminal.notRegularResults', { file: resolve(path) }))
  return readFileSync(path)
}

/** What each population has, and what is noticed. */
function summary({ populations, notes, ...preview }: ResultsPreview): string[] {
  const rows = populations.map(({ name, space, count, imageSize, classes }) => [name, space, count, imageSize, classes])
  const titles = ['population', 'space', 'networks', 'px', 'classes']
  const columns = titles.map((title, i) => ({ title, numeric: i > 1 }))
  const leftOut = left({ populations, notes, ...preview })
  return [
    ...tableLines(columns, rows),
    ...notes.map(englishText),
    ...(leftOut > 0 ? [`${leftOut} of ${preview.total} rows left out`] : []),
    '',
  ]
}

function previewLines(preview: ResultsPreview): string[] {
  const { mapping, unusable, fault } = preview
  const sources = Object.entries(mapping.sources).map(([role, source]) => [
    role,
    'columns' in source ? source.columns.join(', ') : `:= ${source.value}`,
  ])
  const rows = unusable.map(({ place, said }) => [place, englishText(said)])
  return [
    `${preview.format}, ${preview.total} rows, ${preview.usable} usable; errors in ${mapping.unit}`,
    '',
    ...tableLines([{ title: 'meaning' }, { title: 'column' }], sources),
    '',
    ...(fault ? [englishText(fault)] : summary(preview)),
    ...(rows.length > 0 ? tableLines([{ title: 'row', numeric: true }, { title: 'not used' }], rows) : []),
  ]
}

const asJson = ({ unusable, notes, fault, ...preview }: ResultsPreview) => ({
  ...preview,
  unusable: unusable.map(({ place, said }) => ({ place, said: englishText(said) })),
  notes: notes.map(englishText),
  fault: fault && englishText(fault),
})
