import type { Calibration } from './calibrate.ts'
import type { ExactCoverage } from './exactShares.ts'
import { shapeIds, shapeTitles } from './shapes.ts'
import type { Held } from './simulated.ts'
import type { Measured } from './settings.ts'

const fixed = (value: number, digits = 1): string => value.toFixed(digits)
const short = (value: number): string =>
  value < 1 ? value.toFixed(2) : value < 10 ? value.toFixed(1) : value.toFixed(0)

function markdown(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, i) => Math.max(3, title.length, ...rows.map((row) => row[i]!.length)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |\n`
  return line(titles) + line(widths.map((width) => '-'.repeat(width))) + rows.map(line).join('')
}

const cell = (held: Held | undefined): string => (held ? `${fixed(held.coverage)} (${short(held.width)})` : '–')
const exactCell = ({ least, mean, width }: ExactCoverage): string =>
  `${fixed(least)} / ${fixed(mean)} (${short(width)})`
const meanCell = (held: Held | undefined): string => (held ? `${cell(held)}, ${fixed(held.warned, 0)} % marked` : '–')
const sizesOf = ({ n, m }: { n: number; m: number }): string => (n === m ? String(n) : `${n}, ${m}`)

/** Minimum and mean coverage over all settings of the candidate methods for each range. */
export function summaryTable({ repetitions, shares, differences, pairs, ones, weighted }: Calibration): string {
  const over = (values: readonly number[]) => [Math.min(...values), values.reduce((a, b) => a + b, 0) / values.length]
  const row = (range: string, method: string, coverages: readonly number[], note = '') => {
    const [least, mean] = over(coverages) as [number, number]
    return coverages.length === 0
      ? [range, method, '–', '–', 'not measured']
      : [range, method, fixed(least), fixed(mean), note]
  }
  const exact = (found: readonly ExactCoverage[]) => ({
    least: Math.min(...found.map((one) => one.least)),
    mean: found.reduce((sum, one) => sum + one.mean, 0) / found.length,
  })
  const exactRow = (range: string, method: string, found: readonly ExactCoverage[]) => {
    const { least, mean } = exact(found)
    return [range, method, fixed(least), fixed(mean), 'computed']
  }
  const held = <Id extends string>(measured: readonly Measured<Id>[], id: Id) =>
    measured.flatMap(({ held: found }) => found[id]?.coverage ?? [])
  const few = pairs.filter(({ n, m }) => Math.min(n, m) < 30)
  const many = pairs.filter(({ n, m }) => Math.min(n, m) >= 30)
  const falsely = pairs.filter(({ newer, older }) => newer === older || older === 'wide')
  const quantiles = ['quartile25', 'median', 'quartile75'] as const
  const weights = weighted.map((one) => one.held)
  const rows = [
    exactRow(
      'share below an error',
      '**Blaker**',
      shares.map(({ of }) => of.blaker),
    ),
    exactRow(
      '',
      'Clopper–Pearson',
      shares.map(({ of }) => of.clopperPearson),
    ),
    exactRow(
      '',
      'Wilson',
      shares.map(({ of }) => of.wilson),
    ),
    exactRow(
      '',
      'percentile bootstrap',
      shares.map(({ of }) => of.percentile),
    ),
    exactRow(
      'difference of shares',
      '**Newcombe, of exact ranges**',
      differences.map(({ of }) => of.exact),
    ),
    exactRow(
      '',
      'Newcombe, of Blaker’s',
      differences.map(({ of }) => of.blaker),
    ),
    exactRow(
      '',
      'Newcombe, of Wilson’s',
      differences.map(({ of }) => of.wilson),
    ),
    row('whole EDF at once', '**Dvoretzky–Kiefer–Wolfowitz**', held(ones, 'wholeEdf')),
    row('whole difference of EDFs', '**the same, of two samples**', held(pairs, 'wholeGap')),
    row(
      'P(new beats old)',
      '**score, Brunner–Munzel variance**',
      held(pairs, 'beats'),
      `wrong verdicts of equal spaces: at most ${fixed(Math.max(...falsely.map((one) => 100 - one.held.beats!.coverage)))} %`,
    ),
    row('', 'Brunner–Munzel, Student’s t', held(pairs, 'brunnerMunzel')),
    row('', 'studentised permutation', held(pairs, 'permuted'), 'n + m up to 64'),
    row(
      'median and quartiles',
      '**order statistics, interpolated**',
      quantiles.flatMap((id) => held(ones, id)),
    ),
    row('lowest of as many again', '**order statistics**', held(ones, 'lowest')),
    row(
      'difference of means, n < 30',
      '**Welch and Hall together**',
      held(few, 'mean'),
      'always said to be possibly short',
    ),
    row('', 'Welch', held(few, 'welch')),
    row('', 'bootstrap-t', held(few, 'bootstrapT')),
    row('', 'percentile bootstrap', held(few, 'percentile')),
    row('difference of means, n ≥ 30', '**Welch and Hall together**', held(many, 'mean')),
    row('', 'Welch', held(many, 'welch')),
    row(
      'thirds, all three at once, n < 30',
      '**studentised maximum, Student’s t, Hall**',
      held(few, 'thirds'),
      'always said to be possibly short',
    ),
    row('thirds, n ≥ 30', '**the same**', held(many, 'thirds')),
    row(
      'quality at equal size, n < 30',
      '**resamples, Student’s t, Hall**',
      held(few, 'quality'),
      'always said to be possibly short',
    ),
    row('quality at equal size, n ≥ 30', '**the same**', held(many, 'quality')),
    row(
      'P(kept beats cut), matched FLOPs',
      '**score, effective number**',
      weights.map(({ beats }) => beats),
      `wrong verdicts: at most ${fixed(Math.max(...weights.map((one) => one.falseVerdicts)))} %`,
    ),
    row(
      'means at matched FLOPs',
      '**resamples, Student’s t, Hall**',
      weights.flatMap((one) => [one.keptMinusCut, one.keptMinusAll]),
    ),
    row(
      'weighted EDF',
      '**Clopper–Pearson, effective number**',
      weights.flatMap((one) => [one.edf10, one.edf50, one.edf90]),
    ),
    row(
      'likely best value, of another quarter',
      'empirical bootstrap of the paper',
      weights.map(({ bootstrap }) => bootstrap),
      'describes these networks; not a range for others',
    ),
  ]
  const head = `In percent, least and mean over all shapes and sizes of \`docs/calibration.md\`; ${repetitions} simulated studies each where it is not computed. In bold what the program uses.\n\n`
  return head + markdown(['range', 'method', 'least', 'mean', ''], rows)
}

/** Every setting in numbers. */
export function fullTables({ repetitions, shares, differences, pairs, ones, weighted }: Calibration): string {
  const parts = [
    `# What the ranges hold\n\nMade by \`npm run calibration -- --write\`, ${repetitions} studies of each setting; what to make of it stands in \`docs/method.md\`. Coverage of a 95 % range in percent, in brackets its median width.\n`,
    `Shapes of the errors, in percent:\n\n${shapeIds.map((id) => `- **${id}**: ${shapeTitles[id]}`).join('\n')}\n`,
    '## Shares\n\nLeast and mean coverage over true shares from 0.5 % to 99.5 %, computed; in brackets the mean width.\n',
    markdown(
      ['n', 'Blaker', 'Clopper–Pearson', 'Wilson', 'percentile bootstrap'],
      shares.map(({ n, of }) => [
        String(n),
        ...[of.blaker, of.clopperPearson, of.wilson, of.percentile].map(exactCell),
      ]),
    ),
    'Differences, over all pairs of those shares; by Newcombe’s combination of:\n',
    markdown(
      ['n', 'exact ranges', 'Blaker’s', 'Wilson’s', 'percentile bootstrap’s'],
      differences.map((one) => [
        sizesOf(one),
        ...[one.of.exact, one.of.blaker, one.of.wilson, one.of.percentile].map(exactCell),
      ]),
    ),
    '## P(new beats old)\n\nWhere a shape meets itself, and where normal meets wide, P is one half: what is missed is a wrong verdict. The studentised permutation is asked of one study in eight.\n',
    markdown(
      ['new', 'old', 'n', 'score', 'Brunner–Munzel', 'permutation'],
      pairs.map((one) => [
        one.newer,
        one.older ?? '',
        sizesOf(one),
        ...[one.held.beats, one.held.brunnerMunzel, one.held.permuted].map(cell),
      ]),
    ),
    '## Differences of means\n\nMarked: in so many studies the program says that the range may be short. Thirds, all three at once, and quality at equal size, where the new networks are larger and large ones better, are asked of one study in two; the bootstraps of one in eight.\n',
    markdown(
      ['new', 'old', 'n', 'Welch and Hall', 'Welch', 'bootstrap-t', 'percentile', 'thirds', 'quality'],
      pairs.map((one) => [
        one.newer,
        one.older ?? '',
        sizesOf(one),
        meanCell(one.held.mean),
        ...[one.held.welch, one.held.bootstrapT, one.held.percentile].map(cell),
        ...[one.held.thirds, one.held.quality].map(meanCell),
      ]),
    ),
    '## One population\n',
    markdown(
      ['shape', 'n', 'mean', 'lower quartile', 'median', 'upper quartile', 'lowest again', 'whole EDF'],
      ones.map(({ newer, n, held }) => [
        newer,
        String(n),
        meanCell(held.mean),
        ...[held.quartile25, held.median, held.quartile75].map(cell),
        fixed(held.lowest!.coverage),
        fixed(held.wholeEdf!.coverage),
      ]),
    ),
    '## Weighted runs\n\nA constraint keeps large networks more often than small ones, which are worse, and does nothing else: at equal FLOPs P is one half and every difference zero.\n',
    markdown(
      [
        'shape',
        'n',
        'P',
        'kept − cut',
        'kept − all',
        'EDF 10 %',
        '50 %',
        '90 %',
        'wrong verdicts',
        'likely best again',
      ],
      weighted.map(({ shape, n, held }) => [
        shape,
        String(n),
        ...[
          ...[held.beats, held.keptMinusCut, held.keptMinusAll, held.edf10, held.edf50, held.edf90],
          ...[held.falseVerdicts, held.bootstrap],
        ].map((value) => fixed(value)),
      ]),
    ),
  ]
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`
}
