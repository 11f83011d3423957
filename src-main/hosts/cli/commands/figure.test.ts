import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figureIds } from '#shared/figures/figureParameters.ts'
import { sampleFile } from '#main/services/studies/sampleStudy.ts'
import { runCommandLine } from '../commandLine.ts'
import { browserPlaces, findBrowser } from '../browser.ts'
import { captureOutput } from '../testing/captureOutput.ts'

let folder: string
const at = (name: string) => join(folder, name)
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'regbench-figure-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const terminal = captureOutput()

const figure = (...words: string[]) => runCommandLine(['figure', ...words])
const ofSample = (id: string, file: string, ...words: string[]) =>
  figure(id, '--study', sampleFile, '--out', at(file), ...words)
const written = (file: string) => readFileSync(at(file), 'utf8')

it('--list names every figure and table, one a line', async () => {
  expect(await figure('--list')).toBe(0)
  expect(
    terminal.output
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(figureIds)
})

it('--list with a study says what it lacks', async () => {
  expect(await figure('--list', '--study', sampleFile, '--populations', 'RegNetX', '--json')).toBe(0)
  const rows = JSON.parse(terminal.output) as { id: string; lacks: string | null }[]
  const lacks = new Map(rows.map((row) => [row.id, row.lacks]))
  expect(lacks.get('edf')).toBeNull()
  expect(lacks.get('edfDifference')).toContain('only RegNetX has finished networks')
  expect(lacks.get('condition')).toContain('48 of 48 networks of RegNetX meet the condition')
})

describe('incorrect usage', () => {
  it.each([
    [[], 'Name a figure'],
    [['edff', '--study', 'x', '--out', 'x.svg'], 'There is no figure edff (did you mean edf?).'],
    [['edf', '--out', 'x.svg'], 'Give the study by --study'],
    [['edf', '--study', 'x'], 'Give the file to write by --out.'],
    [['edf', '--study', 'x', '--out', 'x.doc'], 'End it with one of svg, png, pdf, html, csv, json, tex.'],
    [['runTable', '--study', 'x', '--out', 'x.png'], 'End it with one of html, csv, json, tex.'],
  ])('%j', async (words, said) => {
    expect(await figure(...words)).toBe(2)
    expect(terminal.errors).toContain(said)
  })
  it.each([
    [['--set', 'bands=many'], 'bands'],
    [['--populations', 'RegNetZ'], 'There is no population RegNetZ (did you mean RegNetX?).'],
    [['--name', 'Mine'], 'There is no study Mine'],
  ])('%j of the sample', async (words, said) => {
    expect(await ofSample('edf', 'x.svg', ...words)).toBe(1)
    expect(terminal.errors).toContain(said)
  })
  it('a study that is not there, and one that lacks something', async () => {
    expect(await figure('edf', '--study', at('none'), '--out', at('x.svg'))).toBe(1)
    expect(terminal.errors).toContain(`There is no file ${at('none')}`)
    expect(await ofSample('sampleSize', 'x.svg', '--populations', 'RegNetX')).toBe(1)
    expect(terminal.errors).toContain('This figure compares two populations')
  })
})

describe('files of the sample study', () => {
  it('SVG: measured in millimetres, with its font, the same bytes each time', async () => {
    expect(await ofSample('edf', 'edf.svg', '--width', '84', '--height', '90')).toBe(0)
    const svg = written('edf.svg')
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="84mm" height="90mm"/)
    expect(svg).toContain('@font-face')
    expect(terminal.output).toContain('Bands: pointwise exact 95 % ranges of the shares of RegNetX and AnyNetX_E')
    expect(await ofSample('edf', 'again.svg', '--width', '84', '--height', '90')).toBe(0)
    expect(written('again.svg')).toBe(svg)
  })

  it('PNG: 300 dots per inch', async () => {
    expect(await ofSample('trainingCurves', 'curves.png', '--language', 'ko')).toBe(0)
    const png = readFileSync(at('curves.png'))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(Math.round((174 / 25.4) * 300))
  })

  it('CSV and JSON: the same numbers, with every digit', async () => {
    const chosen = ['--set', 'parameter=width4', '--populations', 'RegNetX']
    expect(await ofSample('errorAgainst', 'a.csv', ...chosen)).toBe(0)
    expect(await ofSample('errorAgainst', 'a.json', ...chosen)).toBe(0)
    const {
      format,
      figure: id,
      parameters,
      rows,
    } = JSON.parse(written('a.json')) as Record<string, unknown> & {
      rows: Record<string, string | number>[]
    }
    expect([format, id, parameters]).toEqual(['regnet-lab-bench/figure/1', 'errorAgainst', { parameter: 'width4' }])
    expect(rows).toHaveLength(48)
    const lines = written('a.csv').trim().split('\r\n').slice(1)
    expect(lines).toEqual(rows.map((row) => Object.values(row).join(',')))
  })

  it('LaTeX and HTML: a table with its caption', async () => {
    expect(await ofSample('networkTable', 't.tex', '--set', 'count=2')).toBe(0)
    expect(written('t.tex').match(/\\\\$/gm)).toHaveLength(13)
    expect(await ofSample('summaryTable', 't.html', '--language', 'ko')).toBe(0)
    expect(written('t.html')).toContain('AnyNetX<sub>A</sub>')
    expect(written('t.html')).toContain('lang="ko"')
  })

  const browser = findBrowser()
  it.skipIf(browser === undefined)('PDF: printed by a browser on paper of its size', async () => {
    expect(await ofSample('edf', 'edf.pdf', '--width', '100')).toBe(0)
    const pdf = readFileSync(at('edf.pdf')).toString('latin1')
    const [, width] = /\/MediaBox ?\[0 0 ([\d.]+) /.exec(pdf)!
    expect(Math.abs(Number(width) - (100 / 25.4) * 72)).toBeLessThan(1)
    expect(pdf.match(/\/Type ?\/Page\b/g)).toHaveLength(1)
  })
})

it('the browser is the one that REGBENCH_BROWSER names, or none', () => {
  expect(findBrowser({ REGBENCH_BROWSER: at('none') })).toBeUndefined()
  expect(findBrowser({ REGBENCH_BROWSER: process.execPath })).toBe(process.execPath)
  expect(browserPlaces.length).toBeGreaterThan(0)
})

it('docs/figures.md has a row for every figure, and only options that there are', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/figures.md'), 'utf8')
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (?:all|none|the \w+) +\|/gm)].map(([, id]) => id)
  expect(rows).toEqual(figureIds)
  await figure('--help')
  for (const [option] of page.matchAll(/(?<=\s|`)--(?!help)[a-z]+/g))
    expect(terminal.output, option).toContain(`  ${option}`)
})
