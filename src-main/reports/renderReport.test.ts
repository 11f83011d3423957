import { describe, expect, it } from 'vitest'
import { fixedText, percentageText } from '#shared/format/numbers.ts'
import { kolmogorovSmirnov } from '#shared/statistics/kolmogorovSmirnov.ts'
import { summary } from '#shared/statistics/summary.ts'
import { analyse } from './analysis.ts'
import { figures, type ReportFigureId } from './figures.ts'
import { renderReport, wholeReport } from './renderReport.ts'
import { madeUpReport, madeUpSpace } from './testing/madeUpReport.ts'
import { verdict } from './verdict.ts'

const poor = madeUpSpace('AnyNetX_A', 26, 45, 1, 13)
const good = madeUpSpace('RegNetX', 24, 30, 2)
const report = madeUpReport([poor, good])
const page = renderReport(report)
const errorsOf = (space: typeof good) => space.runs.flatMap(({ errorPercent }) => errorPercent ?? [])

describe('the report page', () => {
  it('runs nothing and loads nothing: no script, no handler, no address except XML namespaces', () => {
    expect(page).not.toMatch(/<script|javascript:|\son[a-z]+=|@import|<link|<img|<iframe/i)
    expect(page.replace(/ xmlns(:\w+)?="[^"]*"/g, '')).not.toMatch(/https?:|\/\/[a-z]/i)
    expect(page.replace(/url\(#[\w-]+\)/g, '')).not.toMatch(/url\(/)
  })
  it('declares its language, gives every chart a role and a label, and has unique ids', () => {
    expect(page.startsWith('<!doctype html>\n<html lang="en">')).toBe(true)
    const charts = page.match(/<svg (?!class="mark")[^>]*>/g)!
    for (const chart of charts) expect(chart).toMatch(/role="img".* aria-label="[^"]+"/)
    const ids = Array.from(page.matchAll(/ id="([^"]*)"/g), (match) => match[1]!)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target] of page.matchAll(/(?:url\(#|href="#)([\w-]+)/g)) expect(ids).toContain(target)
  })
  it('plots drawn values, and says for how many networks they are inferred', () => {
    const drawn = good.runs.map((run) => {
      const of = (size: 'depth' | 'width' | 'bottleneckRatio') => run.network.stages.map((stage) => stage[size])
      const groupWidths = run.network.stages.map((_, i) => 2 ** i)
      return {
        ...run,
        draw: { depths: of('depth'), widths: of('width'), bottleneckRatios: of('bottleneckRatio'), groupWidths },
      }
    })
    const some = [...good.runs.slice(0, 3), ...drawn.slice(3)]
    const pageOf = (runs: typeof good.runs) => renderReport(madeUpReport([{ ...good, runs }]))
    expect(page).toContain('For 24 of 24 networks the draw was not recorded')
    expect(pageOf(some)).toContain('For 3 of 24 networks the draw was not recorded')
    expect(pageOf(drawn)).not.toContain('was not recorded')
    expect(pageOf(drawn)).toContain('largest bottleneck ratio: 1; largest group width: 8')
  })
  it('is a function of the report: equal reports give equal bytes', () => {
    expect(renderReport(structuredClone(report))).toBe(page)
  })
  it('escapes all user text', () => {
    const nasty = '<b onclick="x">&\'_A'
    const space = { ...madeUpSpace(nasty, 8, 30, 3), dataConstraints: [nasty] }
    const written = renderReport({
      ...madeUpReport([space], nasty),
      decisions: [{ decision: 'rejected', from: nasty, to: nasty, asked: [nasty], reason: nasty, at: nasty }],
    })
    expect(written).not.toContain('<b onclick')
    expect(written).toContain('&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;')
  })
  it('prints its title and the page number in the page footer, whatever the title', () => {
    const title = `'; } </style><b>\\ & 제목\n`
    const written = renderReport(report, { ...wholeReport(report), title })
    const foot = /@bottom-left \{ content: '([^']*)'; \} @bottom-right \{ content: counter\(page\)/.exec(written)![1]!
    expect(foot).toMatch(/^[^'<>&\n]+$/)
    expect(foot.replaceAll(/\\([0-9a-f]+) /g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))).toBe(title)
    expect(written.match(/<\/style>/g)).toHaveLength(1)
  })
  it('shows the numbers obtained by recomputation', () => {
    for (const space of [poor, good]) {
      const { n, min, quartile25, median, quartile75, mean } = summary(errorsOf(space))
      const row = page
        .split('<tr>')
        .find(
          (part) => part.includes('class="space"') && part.includes(space === poor ? 'AnyNetX<sub>A</sub>' : 'RegNetX'),
        )!
      const cells = Array.from(row.matchAll(/<td class="num">([^]*?)<\/td>/g), ([, cell]) =>
        cell!
          .replace(/<small[^>]*>[^]*?<\/small>/g, '')
          .replace(/<[^>]*>/g, '')
          .trim(),
      )
      expect(cells.slice(0, 7)).toEqual([
        String(n),
        String(space.runs.length - n),
        ...[min, quartile25, median, quartile75, mean].map((x) => fixedText(x, 1)),
      ])
    }
    expect(page).toContain(kolmogorovSmirnov(errorsOf(good), errorsOf(poor)).distance.toFixed(2))
  })
  it.each([
    ['one space', [good]],
    ['three spaces', [poor, madeUpSpace('AnyNetX_B', 12, 40, 5), good]],
    ['a space without a finished run', [madeUpSpace('Broken', 4, 30, 1, 1), good]],
    ['two runs', [madeUpSpace('Tiny', 2, 30, 6), madeUpSpace('Small', 1, 40, 7)]],
    ['equal errors', [madeUpSpace('Tiny', 1, 30, 6), madeUpSpace('Twin', 1, 30, 6)]],
    ['no run at all', [{ ...good, runs: [] }]],
  ])('holds for %s', (_, spaces) => {
    const written = renderReport(madeUpReport(spaces))
    expect(written).toContain('</html>')
    expect(written).not.toMatch(/NaN|Infinity|undefined|\[object/)
  })
})

describe('a composed report', () => {
  const blocks = [
    { kind: 'text', text: 'Before any heading.\n\nSecond & last.' },
    { kind: 'heading', text: 'Ours' },
    { kind: 'figure', figure: 'edf', caption: 'RegNetX is <ahead>.' },
    { kind: 'heading', text: 'Empty' },
    { kind: 'heading', text: 'Numbers' },
    { kind: 'figure', figure: 'summaryTable', caption: '' },
  ] as const

  it('has its blocks in order, its captions, and no heading without content', () => {
    const written = renderReport(report, { title: 'My <title>', language: 'en', blocks })
    const places = [
      'My &lt;title&gt;</h1>',
      'Before any',
      'Second &amp; last.</p>',
      'Ours</h2>',
      '<figure',
      '&lt;ahead&gt;',
    ]
    const found = [...places, 'Numbers</h2>', '<th scope="col" >Population'].map((text) => written.indexOf(text))
    expect(found).not.toContain(-1)
    expect(found).toEqual(found.toSorted((a, b) => a - b))
    expect(written).not.toContain('Empty</h2>')
    expect(written.match(/<svg role="img"/g)).toHaveLength(1)
  })

  it('is Korean throughout: no English sentence remains, only names and formulas', () => {
    const { blocks: all } = wholeReport(report)
    const korean = all.map((block) => (block.kind === 'heading' ? { ...block, text: '제목' } : block))
    const written = renderReport(report, { title: '보고서', language: 'ko', blocks: korean })
    expect(written).toMatch(/<html lang="ko">/)
    const visible = written
      .replace(/<(style|code)[^>]*>[^]*?<\/\1>/g, ' ')
      .replace(/aria-label="([^"]*)"/g, '>$1<')
      .replace(/<[^>]*>/g, ' ')
    const english =
      visible.match(/\b(?:the|and|of|is|with|runs?|networks?|space|error|image|mean|lower|range)\b/gi) ?? []
    expect(english).toEqual([])
  })

  it.each(Object.keys(figures) as ReportFigureId[])('draws the figure %s without an invalid number', (figure) => {
    for (const language of ['en', 'ko'] as const) {
      const written = renderReport(report, { title: 't', language, blocks: [{ kind: 'figure', figure, caption: '' }] })
      expect(written).toContain('<section')
      expect(written).not.toMatch(/NaN|Infinity|undefined|\[object/)
    }
  })
})

describe('the verdict', () => {
  it('names the better space and how often it wins, in either order', () => {
    const [lower, higher] = [errorsOf(good), errorsOf(poor)]
    const won = lower.flatMap((error) => higher.filter((other) => error < other)).length
    const share = percentageText((100 * won) / (lower.length * higher.length))
    for (const spaces of [
      [poor, good],
      [good, poor],
    ]) {
      const found = madeUpReport(spaces)
      const { answer } = verdict(analyse(found), found)
      expect(answer).toBe(
        won === lower.length * higher.length
          ? 'RegNetX is the better space: a random network of it beats one of AnyNetX_A in more than 99.9\u00a0% of all pairs.'
          : `RegNetX is the better space: a random network of it beats one of AnyNetX_A in ${share} of all pairs.`,
      )
    }
  })
  it('names no winner if the range of the difference contains zero', () => {
    const same = madeUpReport([madeUpSpace('One', 20, 30, 4), madeUpSpace('Other', 20, 30, 9)])
    expect(analyse(same).headline!.verdict).toBe('undecided')
    expect(verdict(analyse(same), same).answer).toContain('cannot be told apart')
  })
  it('counts only runs that are not excluded, and says which are excluded and why', () => {
    const isOdd = (i: number) => i % 3 === 1
    const reasons = ['disk full', 'wrong images']
    const runs = good.runs.map((run, i) => (isOdd(i) ? { ...run, exclusion: reasons[Number(i > 9)]! } : run))
    const [marked, left] = [
      { ...good, runs },
      { ...good, runs: good.runs.filter((_, i) => !isOdd(i)) },
    ].map((space) => madeUpReport([poor, space]))
    const found = analyse(marked!)
    expect(found.headline).toEqual({ ...analyse(left!).headline, newer: found.spaces[1] })
    const { cautions, ...said } = verdict(found, marked!)
    const { cautions: others, ...same } = verdict(analyse(left!), left!)
    expect(said).toEqual(same)
    const counts = reasons.map((reason) => runs.filter(({ exclusion }) => exclusion === reason).length)
    const added = cautions.filter((caution) => !others.includes(caution))
    expect(added).toHaveLength(1)
    expect(added[0]).toContain(`${counts[0]! + counts[1]!} runs of RegNetX are excluded from every number`)
    for (const [i, reason] of reasons.entries()) expect(added[0]).toContain(`“${reason}” (${counts[i]})`)
    expect(renderReport(marked!)).toContain('Excluded: disk full')
  })
  it('warns of small samples and diverged runs, and says how the export was checked', () => {
    const { cautions, evidence } = verdict(analyse(report), report)
    expect(cautions[0]).toContain('With n = 24')
    expect(cautions[1]).toMatch(/mean errors of .*AnyNetX_A.* may cover less than 95 %/)
    expect(cautions[2]).toContain('2 of AnyNetX_A')
    expect(evidence.at(-2)).toContain('143 of 1000 validation images wrong, against 142 when its run ended')
  })
})
