import { Command, Option } from 'commander'
import { existsSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { figures } from '#shared/figures/figures.ts'
import { figureControls, type FigureControl } from '#shared/figures/figureControls.ts'
import { figureIds, isTable, showsPopulations, type FigureId } from '#shared/figures/figureParameters.ts'
import { figureWords } from '#shared/figures/figureWords.ts'
import { languageCodes, type Language } from '#shared/messages/language.ts'
import { englishText, type Sentence } from '#shared/sentences/sentence.ts'
import { suggestion } from '#shared/schema/nearestName.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import { said, t } from '#main/hosts/process/language.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'
import { figureInput } from '#main/reports/figureInput.ts'
import {
  chartFormats,
  figureFormats,
  figureWriters,
  printedPage,
  usualHeight,
  type FigureFormat,
} from '#main/reports/figureFiles/figureFile.ts'
import type { FigureOrder } from '#main/reports/figureFiles/figureOrder.ts'
import { oneOf, wholeNumber } from '../arguments.ts'
import { findBrowser, printPdf } from '../browser.ts'
import { readPairs } from '../datasetArgument.ts'
import { print, printJson, tableLines } from '../output.ts'
import { readFigureSource } from '../readFigureSource.ts'

interface Options {
  list?: true
  study?: string
  name?: string
  populations?: string
  set?: string
  out?: string
  width: number
  height?: number
  language: Language
  json?: true
}

/** The command that draws a figure, or writes a table, of a study. */
export function figureCommand(): Command {
  return new Command('figure')
    .description('Draws a figure of a study, or writes a table of it: SVG, PNG, PDF, HTML, CSV, JSON or LaTeX.')
    .argument('[figure]', 'its name, one of --list')
    .option('--list', 'name the figures and tables, one a line; with --study, what the study lacks for each')
    .option('--study <place>', "a study's folder, or a study as a file (.regbench); some figures need none")
    .option('--name <study>', 'the study, if the folder holds several')
    .option('--populations <names>', 'names of populations, separated by commas (default: all)')
    .option('--set <key=value,...>', 'parameters of the figure, as in parameter=totalDepth')
    .option('--out <file>', `the file to write; its ending says the format: ${figureFormats.join(', ')}`)
    .addOption(new Option('--width <mm>', 'width on paper').argParser(wholeNumber(60, 1000)).default(174))
    .addOption(new Option('--height <mm>', 'height of each row of charts').argParser(wholeNumber(30, 1000)))
    .addOption(
      new Option('--language <code>', `language of its texts: ${languageCodes.join(', ')}`)
        .argParser(oneOf(languageCodes))
        .default('en'),
    )
    .option('--json', 'print JSON')
    .addHelpText('after', `\nParameters:\n${parameterLines().join('\n')}\n\n${examples}`)
    .action(draw)
}

const examples = `A PDF is printed by a browser: the system's, or the one that REGBENCH_BROWSER names.

Examples:
  regbench figure --list
  regbench figure edf --study studies/first --out edf.svg
  regbench figure errorAgainst --study studies/first --set parameter=width4 --out width4.png
  regbench figure networkTable --study studies/first --out best.tex
  regbench figure published --out published.svg`

async function draw(given: string | undefined, options: Options): Promise<void> {
  if (options.list) return list(options)
  if (given === undefined) throw new UsageError(t('terminal.figureNeeded'))
  const id = figureIds.find((known) => known === given)
  if (!id) throw new UsageError(t('terminal.figureUnknown', { name: given, hint: said(suggestion(given, figureIds)) }))
  if (options.study === undefined && showsPopulations(id)) throw new UsageError(t('terminal.figureStudyNeeded'))
  if (options.out === undefined) throw new UsageError(t('terminal.figureOutNeeded'))
  const format = formatOf(options.out, id)
  const browser = format === 'pdf' ? findBrowser() : undefined
  if (format === 'pdf' && browser === undefined) throw new UserError(t('terminal.browserMissing'))
  const input = showsPopulations(id) ? figureInput(await read(options)) : { populations: [] }
  const made = figures[id].make(input, readPairs(options.set ?? ''))
  const words = figureWords[options.language]
  const height = options.height ?? usualHeight(made, words)
  const order: FigureOrder = { id, made, words, size: { width: options.width, height } }
  const contents =
    format === 'pdf' ? await printPdf(browser!, await printedPage(order)) : await figureWriters[format](order)
  const file = resolve(options.out)
  writeWhole(file, typeof contents === 'string' ? contents : [contents])
  const caption = made.caption(words)
  if (options.json) printJson({ file, figure: id, parameters: made.parameters, caption })
  else print(`${options.out}: ${words.t(`figures.names.${id}`)}\n${caption}`)
}

const read = ({ study, name, populations, language }: Options) =>
  readFigureSource(study!, {
    ...{ name, language },
    populations: populations?.split(',').map((one) => one.trim()),
  })

/** The format that a file's ending names. */
function formatOf(out: string, id: FigureId): FigureFormat {
  const ending = extname(out).slice(1).toLowerCase()
  const format = figureFormats.find((known) => known === ending)
  const fitting = figureFormats.filter((known) => !isTable(id) || !chartFormats.includes(known))
  if (!format || !fitting.includes(format))
    throw new UsageError(t('terminal.figureFormat', { file: out, figure: id, formats: fitting.join(', ') }))
  const folder = dirname(resolve(out))
  if (!existsSync(folder)) throw new UserError(t('terminal.exportFolderMissing', { folder }))
  return format
}

async function list(options: Options): Promise<void> {
  const source = options.study === undefined ? undefined : figureInput(await read(options))
  const rows = figureIds.map((id) => ({
    ...{ id, kind: isTable(id) ? 'table' : 'figure', title: figureWords.en.t(`figures.names.${id}`) },
    ...(source && { lacks: sentenceText(figures[id].lack(source)) }),
  }))
  if (options.json) {
    printJson(rows)
    return
  }
  const columns = source ? [{ title: '' }, { title: '' }, { title: '' }] : [{ title: '' }, { title: '' }]
  const cells = rows.map(({ id, title, lacks }) => [id, title, ...(source ? [lacks ?? ''] : [])])
  print(tableLines(columns, cells).slice(1).join('\n'))
}

const sentenceText = (said: Sentence | undefined): string | null => (said ? englishText(said) : null)

/** One line for each figure that has parameters: their names and what they may be. */
function parameterLines(): string[] {
  return figureIds.flatMap((id) => {
    const controls = figureControls(id)
    return controls.length === 0 ? [] : [`  ${id}: ${controls.map(describe).join('; ')}`]
  })
}

function describe(control: FigureControl): string {
  const { name, fallback } = control
  const options = () => (control.kind === 'number' ? `${control.low} to ${control.high}` : control.options.join('|'))
  // There are dozens of them.
  const range = name === 'parameter' ? 'of a network' : options()
  return `${name} ${range} (default ${fallback})`
}
