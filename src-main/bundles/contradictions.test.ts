import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { networkComplexity } from '#shared/networks/complexity.ts'
import type { Regime } from '#shared/designspaces/designSpace.ts'
import { drawOf } from '#shared/designspaces/sampling/draw.ts'
import { presetNamed, scales, scaleSpace } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { sampleFile } from '#main/services/studies/sampleStudy.ts'
import { smallPlan } from '#main/services/testing/benchFixture.ts'
import { readBundle } from './bundleFile.ts'
import type { EpochReport } from '#shared/training/epochMetrics.ts'
import type { Bundle, BundledRun } from './bundleSchema.ts'
import { digestOfPopulations, digestOfRuns } from './digests.ts'
import { sealedFile } from './testing/sealedFile.ts'

const count = 137
const hex = (n: number) => n.toString(16).padStart(64, '0')

interface Made {
  errors: number[]
  ended: 'finished' | 'diverged' | 'failed' | 'cancelled'
}

const space = scaleSpace(presetNamed('RegNetX'), scales.tiny16)
const regime: Regime = { imageSize: 16, classes: 10, convention: 'paper' }
const [sampled] = samplePopulation({ space, regime, count: 1, seed: 1 }).networks
const { network } = sampled!
const epochs = 5

function madeRun({ errors, ended }: Made, averaged: boolean, evaluateEvery: number, seed: number): BundledRun {
  const isFinished = ended === 'finished'
  const at = Array.from({ length: epochs }, (_, i) => i).filter(
    (i) => (i + 1) % evaluateEvery === 0 || i === epochs - 1,
  )
  const done = isFinished ? at : at.slice(0, -1)
  const list = done.map((epoch, i): EpochReport => {
    const wrong = errors[i]!
    return {
      ...{ epoch, learningRate: 0.1, trainLoss: 1.5, trainErrorPercent: 50, validationLoss: 2, imagesPerSecond: 9 },
      validationErrorPercent: (100 * wrong) / count,
      validationTop5ErrorPercent: (100 * Math.floor(wrong / 2)) / count,
      validationErrors: wrong,
      emaValidationErrorPercent: averaged ? (100 * (count - wrong)) / count : null,
      durationMs: 3,
    }
  })
  const last = list.at(-1)
  const wrong = averaged ? count - (last?.validationErrors ?? 0) : (last?.validationErrors ?? 0)
  return {
    ...{
      network,
      draw: drawOf(sampled!),
      seed,
      onnxruntimeVersion: '1',
      provider: 'cpu',
      cpuFeatures: '',
      plan: 'cpu',
      status: ended,
    },
    reason: null,
    errorPercent: isFinished ? (100 * wrong) / count : null,
    validationErrors: isFinished ? wrong : null,
    validationCount: isFinished ? count : null,
    digest: isFinished ? hex(seed) : null,
    ...{ pinned: false, peakMemoryBytes: null, environment: null, tags: [], note: '' },
    ...{ createdAt: 1, startedAt: 2, finishedAt: 3, epochs: list },
  }
}

const madeRuns = fc.array(
  fc.record({
    errors: fc.array(fc.integer({ min: 1, max: count - 1 }), { minLength: epochs, maxLength: epochs }),
    ended: fc.constantFrom('finished' as const, 'finished' as const, 'diverged' as const, 'failed' as const),
  }),
  { minLength: 1, maxLength: 6 },
)
/** Bundles as the program writes them. */
const bundles = fc
  .record({ runs: madeRuns, averaged: fc.boolean(), evaluateEvery: fc.constantFrom(1, 2, 3) })
  .map(({ runs: made, averaged, evaluateEvery }): Bundle => {
    const plan = smallPlan({ epochs, evaluateEvery, ema: averaged ? { alpha: 1e-5 } : null }, { flops: null })
    const runs = made.map((run, i) => madeRun(run, averaged, evaluateEvery, i))
    return sealed({
      format: 'regnet-lab-bench/study',
      formatVersion: 1,
      study: { name: 'made up', createdAt: 1, plan, classes: 10, definition: null, digest: '' },
      spaces: [{ parent: null, definition: space, state: 'draft', reason: null, createdAt: 1 }],
      populations: [
        { name: 'A', space: 0, seed: 1, plan, datasetHash: 'x', keepWeights: { keep: 'none' }, createdAt: 1, runs },
      ],
      ...{ refinements: [], reports: [], log: [] },
    })
  })

/** Updates the digest to match the runs. */
function sealed(bundle: Bundle): Bundle {
  bundle.study.digest = digestOfPopulations(bundle.populations.map(({ runs }) => digestOfRuns(runs)))
  return bundle
}

const packed = (bundle: Bundle) => gzipSync(JSON.stringify(bundle), { level: 1 })

it('a bundle round-trips unchanged', () => {
  expect(networkComplexity(network).flops).toBeGreaterThan(0)
  fc.assert(
    fc.property(bundles, (bundle) => {
      expect(readBundle(packed(bundle))).toEqual(bundle)
    }),
    { numRuns: 40 },
  )
})

type Edit = (run: BundledRun, amount: number) => void
const lastOf = ({ epochs: list }: BundledRun) => list[list.length - 1]!
/** Each changes one value of a finished run and keeps the digest. */
const edits: Record<string, Edit> = {
  errorPercent: (run, n) => (run.errorPercent = (100 * ((run.validationErrors! + n) % (count + 1))) / count),
  validationErrors: (run, n) => (run.validationErrors = (run.validationErrors! + n) % (count + 1)),
  validationCount: (run, n) => (run.validationCount = count + n),
  'errorPercent, validationErrors': (run, n) => {
    run.validationErrors = (run.validationErrors! + n) % (count + 1)
    run.errorPercent = (100 * run.validationErrors) / count
  },
  'no errorPercent': (run) => (run.errorPercent = null),
  'a diverged run with a result': (run) => (run.status = 'diverged'),
  'epoch percent': (run, n) => (run.epochs[0]!.validationErrorPercent = n / 3),
  'epoch errors': (run, n) => (run.epochs[0]!.validationErrors += n),
  average: (run) => {
    const last = lastOf(run)
    last.emaValidationErrorPercent = last.emaValidationErrorPercent === null ? 50 : null
  },
  'top 5': (run) => (run.epochs[0]!.validationTop5ErrorPercent = 99.999),
  'an epoch twice': (run) => run.epochs.push({ ...lastOf(run) }),
  'epochs in another order': (run) => run.epochs.unshift({ ...lastOf(run) }),
  'an epoch beyond the recipe': (run, n) => (lastOf(run).epoch = epochs - 1 + n),
  'a huge epoch': (run) => (lastOf(run).epoch = Number.MAX_SAFE_INTEGER),
  'the last epoch missing': (run) => run.epochs.pop(),
  classes: (run, n) => (run.network = { ...run.network, classes: run.network.classes + n }),
  'a width drawn': ({ draw }, n) => (draw!.widths[1]! += 8 * n),
  'a depth drawn': ({ draw }, n) => (draw!.depths[2]! += n),
  'a bottleneck ratio drawn': ({ draw }, n) => (draw!.bottleneckRatios[3]! += n),
  'a bottleneck ratio that nothing can be built with': ({ draw }) =>
    (draw!.regNet!.bottleneckRatio = draw!.bottleneckRatios.fill(1.5)[0]!),
  'a group width drawn': ({ draw }, n) => (draw!.groupWidths[0]! += n),
  'a stage drawn less': ({ draw }) => draw!.widths.pop(),
  'the depth of the line': ({ draw }, n) => (draw!.regNet!.depth += n),
  'a line of a million blocks': ({ draw }) => (draw!.regNet!.depth = Number.MAX_SAFE_INTEGER),
  'the initial width of the line': ({ draw }, n) => (draw!.regNet!.initialWidth += n),
  'the slope of the line': ({ draw }, n) => (draw!.regNet!.widthSlope += 8 * n),
  'the group width of the line': ({ draw }, n) => (draw!.regNet!.groupWidth += n),
  'no line': ({ draw }) => delete draw!.regNet,
  'a width built': (run, n) => {
    const [first, ...others] = run.network.stages
    run.network = { ...run.network, stages: [{ ...first!, width: first!.width + 8 * n }, ...others] }
  },
  'image size': (run, n) => (run.network = { ...run.network, imageSize: run.network.imageSize + n }),
}

describe('A bundle with one changed value is refused, naming the place', () => {
  it.each(Object.entries(edits))('%s', (_, edit) => {
    fc.assert(
      fc.property(bundles, fc.nat(), fc.integer({ min: 1, max: count }), (bundle, pick, amount) => {
        const changed = structuredClone(bundle)
        const finished = changed.populations[0]!.runs.filter(({ status }) => status === 'finished')
        fc.pre(finished.length > 0)
        edit(finished[pick % finished.length]!, amount)
        const before = JSON.stringify(bundle)
        fc.pre(JSON.stringify(changed) !== before)
        // A diverged run has another digest, which is not under test here.
        expect(() => readBundle(packed(sealed(changed)))).toThrow(/The file is damaged: .*(run \d+ of A, |runs\[\d+\])/)
      }),
      { numRuns: 25 },
    )
  })

  const others: [string, (bundle: Bundle) => void, string][] = [
    ['a digest', (b) => (b.populations[0]!.runs[0]!.digest = hex(99)), 'not the exported ones'],
    ['a population of no space', (b) => (b.populations[0]!.space = 1), 'populations[0].space'],
    ['a space that refines itself', (b) => (b.spaces[0]!.parent = 0), 'spaces[0].parent'],
    ['two spaces of one id', (b) => b.spaces.push(b.spaces[0]!), 'spaces[1].definition.id'],
    ['two populations of one name', (b) => b.populations.push(b.populations[0]!), 'populations[1].name'],
    ['a blank name', (b) => (b.study.name = '  '), 'study.name'],
    ['a long name', (b) => (b.populations[0]!.name = 'x'.repeat(5e6)), 'populations[0].name'],
    ['a name with NUL', (b) => (b.study.name = 'a\0b'), 'study.name'],
    ['a time that no date holds', (b) => (b.study.createdAt = 9e15), 'study.createdAt'],
    ['a time before 1970', (b) => (b.populations[0]!.runs[0]!.createdAt = -1), 'runs[0].createdAt'],
    [
      'a network of many stages',
      (b) => {
        const run = b.populations[0]!.runs[0]!
        run.network = { ...run.network, stages: Array.from({ length: 1e5 }, () => run.network.stages[0]!) }
      },
      'network.stages',
    ],
    [
      'a stage of many blocks',
      (b) => {
        const run = b.populations[0]!.runs[0]!
        run.network = { ...run.network, stages: [{ ...run.network.stages[0]!, depth: 1e6 }] }
      },
      'network.stages[0].depth',
    ],
    [
      'a line of the log about a run that is not there',
      (b) => b.log.push({ run: [0, 99], kind: 'finished', data: {}, at: 1 }),
      'log[0].run',
    ],
  ]
  it.each(others)('%s', (_, edit, place) => {
    const [bundle] = fc.sample(bundles, { numRuns: 1, seed: 7 })
    const changed = structuredClone(bundle!)
    edit(changed)
    expect(() => readBundle(packed(changed))).toThrow(place)
  })
})

describe('A bundle beyond the limits', () => {
  it.each([
    ['nothing but brackets', '['.repeat(20e6), /nested more than 64 levels/],
    ['nothing but objects', '{"a":'.repeat(1e6), /nested more than 64 levels/],
    ['a deep reason', `{"format":"regnet-lab-bench/study","x":${'{"a":'.repeat(600)}1${'}'.repeat(600)}}`, /nested/],
    ['nothing but values', `[${'0,'.repeat(30_000_001)}0]`, /more than 30000000 values/],
  ])('%s is refused before it is parsed', (_, text, said) => {
    expect(() => readBundle(gzipSync(text, { level: 1 }))).toThrow(said)
  })
  it('does not count brackets within strings', () => {
    expect(() => readBundle(gzipSync(JSON.stringify({ a: `"\\${'['.repeat(100)}` })))).toThrow(
      'not a study of this program',
    )
  })
})

describe.skipIf(!existsSync(sampleFile))('The sample study', () => {
  let sample: Bundle
  beforeAll(() => {
    sample = JSON.parse(gunzipSync(readFileSync(sampleFile)).toString()) as Bundle
  })
  it('has no contradiction', () => {
    expect(readBundle(packed(sample)).study.digest).toBe(sample.study.digest)
  })
  it('is refused if every error is false', () => {
    for (const { runs } of sample.populations) for (const run of runs) run.errorPercent = 1.5
    expect(() => readBundle(sealedFile(sample))).toThrow(/run 0 of .*, errorPercent: is 1\.5/)
  })
})
