import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceTasks } from '#shared/analysis/evidenceTasks.ts'
import type { RunRow } from '#shared/contract/runs.ts'
import { publishedTime } from '#shared/designspaces/constraints/timeLimits.ts'
import { presets, scaleSpace, scales } from '#shared/designspaces/presets.ts'
import { drawOf } from '#shared/designspaces/sampling/draw.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { measuredNetwork } from '#shared/refinement/evidence/measuredRun.ts'
import { fulfils } from '#shared/refinement/steps/refinement.ts'
import { networkParameters } from '#shared/refinement/evidence/networkParameters.ts'
import { quantile } from '#shared/statistics/summary.ts'
import { isWithin, type AxisRanges } from './axisRanges.ts'
import { draggedRange, meaningOf } from './draggedRange.ts'
import { runCsv } from './runCsv.ts'
import { fieldName } from './fieldText.ts'
import { shownTimes } from './measuredTimes.ts'
import { shownPrediction } from './predictedTimes.ts'
import { chosenNumberIds, keepParameter, numberOf } from './runFields.ts'
import { conditionOf, fulfilsAll, operatorsOf, type Condition } from './runFilter.ts'
import { ordered } from './runOrder.ts'
import { tagging } from './runTags.ts'
import { translations } from '#renderer/i18n/texts.ts'

const space = scaleSpace(presets.AnyNetX_C, scales.tiny32)
const regime = { imageSize: 32, classes: 10, convention: 'paper' } as const
const rows = samplePopulation({ space, regime, count: 40, seed: 3 }).networks.map((candidate, i): RunRow => ({
  id: i + 1,
  populationId: 1,
  position: i,
  network: candidate.network,
  draw: drawOf(candidate),
  recipeDraw: null,
  experiment: String(i),
  ...candidate.complexity,
  status: i % 10 === 9 ? 'diverged' : 'finished',
  errorPercent: i % 10 === 9 ? null : 30 + ((i * 7) % 11),
  exclusion: null,
  reason: null,
  epochs: 3,
  lowestErrorPercent: 50 - i,
  durationMs: 1000 * i,
  hasWeights: false,
  pinned: false,
  tags: i % 4 === 0 ? ['good'] : [],
  note: i === 5 ? 'Widths, "falling"' : '',
}))

describe('ranges on axes', () => {
  it('keep the runs that lie within all of them, ends included, and none without the value', () => {
    const ids = (ranges: AxisRanges) => rows.filter(isWithin(ranges)).map(({ id }) => id)
    expect(ids({})).toHaveLength(rows.length)
    expect(ids({ error: { low: 30, high: 40 } })).toEqual(
      rows.flatMap(({ id, errorPercent }) => (errorPercent === null ? [] : [id])),
    )
    const depth = numberOf('totalDepth', rows[0]!)!
    const both = { error: { low: 30, high: 30 }, totalDepth: { low: depth, high: depth } }
    expect(ids(both)).toContain(1)
    expect(ids({ ...both, totalDepth: { low: depth + 1, high: depth + 9 } })).not.toContain(1)
  })
})

describe('filter', () => {
  it('keeps runs that fulfil every condition; a run without the value fulfils none on it', () => {
    const conditions: Condition[] = [
      { field: 'error', operator: 'atMost', value: 35 },
      { field: 'tags', operator: 'has', value: 'good' },
    ]
    const kept = rows.filter((row) => fulfilsAll(conditions, row)).map(({ id }) => id)
    expect(kept).toEqual(
      rows
        .filter((row) => row.errorPercent !== null && row.errorPercent <= 35 && row.tags.length > 0)
        .map(({ id }) => id),
    )
    for (const operator of ['atMost', 'atLeast'] as const)
      expect(rows.filter((row) => fulfilsAll([{ field: 'error', operator, value: 33 }], row))).not.toContain(rows[9])
  })
  it('parses typed conditions and rejects invalid ones', () => {
    expect(conditionOf('flops', 'atMost', ' 2.5e6 ')).toEqual({ field: 'flops', operator: 'atMost', value: 2.5e6 })
    expect(conditionOf('flops', 'atMost', 'many')).toBeNull()
    expect(conditionOf('error', 'atMost', '')).toBeNull()
    expect(conditionOf('status', 'atMost', '3')).toBeNull()
    expect(conditionOf('note', 'contains', 'x')).toEqual({ field: 'note', operator: 'contains', value: 'x' })
    expect(operatorsOf('status')).not.toContain('atMost')
  })
})

describe('measured time', () => {
  it('is a number of the runs that have it, named with device and batch size, and not offered without any', () => {
    expect([chosenNumberIds().includes('measuredMs'), numberOf('measuredMs', rows[0]!)]).toEqual([false, null])
    shownTimes.value = {
      conditions: {
        ...{ mode: 'inference', batchSize: 64, provider: 'cpu', plan: null, device: 'EPYC', driver: null },
        ...{ threads: 1, onnxruntime: '1' },
      },
      ms: new Map([
        [1, 2.5],
        [2, 4],
      ]),
    }
    expect(chosenNumberIds()).toContain('measuredMs')
    expect(rows.slice(0, 3).map((row) => numberOf('measuredMs', row))).toEqual([2.5, 4, null])
    expect(fieldName('measuredMs', translations.en)).toBe('inference, batch 64, EPYC, ms')
    const condition = conditionOf('measuredMs', 'atMost', '3')!
    expect(rows.filter((row) => fulfilsAll([condition], row)).map(({ id }) => id)).toEqual([1])
    const inOrder = ordered(rows, { column: 'measuredMs', descending: true }, () => '')
    expect(inOrder.slice(0, 2).map(({ id }) => id)).toEqual([2, 1])
    shownTimes.value = undefined
  })
})

describe('predicted time', () => {
  it('is a number of every run once a source is known, whose ranges constrain the time that it predicts', () => {
    expect([chosenNumberIds().includes('predictedMs'), numberOf('predictedMs', rows[0]!)]).toEqual([false, null])
    shownPrediction.value = { key: 'published', source: publishedTime, text: '', prediction: undefined }
    expect(chosenNumberIds()).toContain('predictedMs')
    expect(fieldName('predictedMs', translations.en)).toBe('predicted: inference, batch 64, NVIDIA V100, ms')
    const values = rows.map((row) => numberOf('predictedMs', row)!)
    // By the formula of the source, in milliseconds.
    const { constant, perGigaFlops, perMegaActivations } = publishedTime
    rows.forEach(({ flops, activations }, i) =>
      expect(values[i]).toBeCloseTo(
        constant + (perGigaFlops * flops) / 1e9 + (perMegaActivations * activations) / 1e6,
        12,
      ),
    )
    const [low, high] = [0.25, 0.75].map((share) => quantile(values, share)) as [number, number]
    const range = draggedRange('predictedMs', { low, high }, values)!
    const meaning = meaningOf(space, range, publishedTime)
    if (meaning.kind !== 'refinement') throw new Error('no refinement')
    expect(meaning.refined.constraints.at(-1)).toMatchObject({
      id: 'predictedTime',
      limits: [{ min: range.low, max: range.high, device: 'NVIDIA V100' }],
    })
    const kept = rows.map((row) => fulfils(meaning.refinement, measuredNetwork(row)))
    expect(kept).toEqual(values.map((ms) => ms >= range.low! && ms <= range.high!))
    expect(new Set(kept).size).toBe(2)
    expect(meaningOf(space, { ...range, low: -1, high: undefined }, publishedTime)).toEqual({ kind: 'notExpressible' })
    expect(meaningOf(space, range)).toEqual({ kind: 'notExpressible' })
    shownPrediction.value = undefined
  })
})

describe('order', () => {
  it('sorts in both directions, stably, with runs that lack the value last', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('error', 'flops', 'totalDepth', 'lowestError'),
        fc.boolean(),
        (column, descending) => {
          const sorted = ordered(rows, { column, descending }, () => '')
          const values = sorted.map((row) => numberOf(column, row))
          const known = values.filter((value) => value !== null)
          expect(values.slice(known.length).every((value) => value === null)).toBe(true)
          expect(known).toEqual(known.toSorted((a, b) => (descending ? b - a : a - b)))
          sorted.slice(1).forEach((row, i) => {
            if (values[i] === values[i + 1]) expect(row.id).toBeGreaterThan(sorted[i]!.id)
          })
        },
      ),
    )
  })
})

describe('dragged range', () => {
  it('opens ends beyond all values and rounds whole numbers inwards', () => {
    expect(draggedRange('totalDepth', { low: 2, high: 11.7 }, [4, 8, 20])).toEqual({
      parameter: 'totalDepth',
      low: undefined,
      high: 11,
    })
    expect(draggedRange('totalDepth', { low: 2, high: 30 }, [4, 8, 20])).toBeUndefined()
    expect(draggedRange('totalDepth', { low: 8.2, high: 8.4 }, [4, 8, 20])).toBeUndefined()
  })
  it('describes a refinement that the kept runs fulfil, of a space no larger', () => {
    const values = rows.map((row) => numberOf('totalDepth', row)!)
    const range = draggedRange('totalDepth', { low: 6, high: 12 }, values)!
    const meaning = meaningOf(space, range)
    if (meaning.kind !== 'refinement') throw new Error('no refinement')
    rows.forEach((row, i) =>
      expect(fulfils(meaning.refinement, measuredNetwork(row))).toBe(
        values[i]! >= range.low! && values[i]! <= (range.high ?? Infinity),
      ),
    )
  })
  it('has no meaning if a definition cannot express it', () => {
    expect(meaningOf(space, { parameter: 'totalDepth', low: 12, high: 10 })).toEqual({ kind: 'crossed' })
    expect(meaningOf(space, { parameter: 'widthGrowth', low: 2, high: undefined })).toEqual({ kind: 'notExpressible' })
    expect(meaningOf(space, { parameter: 'groupWidthSpread', low: undefined, high: 0.5 })).toEqual({
      kind: 'notExpressible',
    })
  })
})

describe('analysis', () => {
  it('fits the lines from which the parameters are read', () => {
    const [line] = evidenceTasks.lines({ networks: [rows[0]!] })
    for (const id of ['fitError', 'initialWidth', 'widthSlope', 'widthMultiplier'] as const)
      expect(line![id]).toBe(networkParameters[id].of(measuredNetwork(rows[0]!)))
    expect(numberOf('fitError', rows[1]!)).toBeNull()
    keepParameter('fitError', rows[1]!.network, 0.25)
    expect(numberOf('fitError', rows[1]!)).toBe(0.25)
  })
  it('compares the kept runs with all runs', () => {
    const runs = Array.from({ length: 80 }, (_, i) => ({
      complexity: { flops: 1e6, parameters: 1e5, activations: 1e4 },
      errorPercent: (i % 2 === 0 ? 30 : 34) + (i % 5) / 10,
    }))
    const { status, keptMinusAll } = evidenceTasks.weighKept({ runs, kept: runs.map((_, i) => i % 2 === 0) })
    expect(status).toBe('supported')
    expect(keptMinusAll!.value).toBeCloseTo(-2, 0)
  })
})

describe('table and edits', () => {
  it('exports rows with unrounded numbers and quoted texts', () => {
    const text = runCsv([rows[5]!], ['network', 'error', 'note'], { title: (column) => column, population: () => '' })
    expect(text).toBe('\ufeffnetwork,error,note\r\n6,32,"Widths, ""falling"""\r\n')
  })
  it('tags only the runs that lack the tag, and undo removes it from those alone', async () => {
    const calls: unknown[] = []
    const lab = { runs: { tag: (input: unknown) => (calls.push(input), Promise.resolve([])) } }
    const step = tagging(lab as never, () => undefined, { rows, tag: 'good', has: true, text: String })!
    const lacking = rows.filter(({ tags }) => !tags.includes('good')).map(({ id }) => id)
    expect(step.text).toBe(String(lacking.length))
    await step.redo()
    await step.undo()
    expect(calls).toEqual([
      { runIds: lacking, add: ['good'], remove: [] },
      { runIds: lacking, add: [], remove: ['good'] },
    ])
    expect(
      tagging(lab as never, () => undefined, { rows: [rows[0]!], tag: 'good', has: true, text: String }),
    ).toBeUndefined()
  })
})
