import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scaleSpace } from '#shared/designspaces/presets.ts'
import { stream } from '#shared/random/stream.ts'
import { edf } from '#shared/statistics/edf.ts'
import { meanOf } from '#shared/statistics/summary.ts'
import { networkParameters } from './networkParameters.ts'
import { parameterEvidence } from './parameterEvidence.ts'
import { previewConstraint } from './previewConstraint.ts'
import { suggestConstraints } from './suggestConstraints.ts'
import { smallRegime, smallSpace, syntheticRuns } from '../testing/syntheticRuns.ts'
import { weighConstraint } from './weighConstraint.ts'

const { smallestWidthStep, totalDepth, groupWidthSpread } = networkParameters
const anyC = smallSpace('AnyNetX_C')
/** Falling widths cost 4 points per octave; nothing else matters. */
const fallingCosts = syntheticRuns(anyC, 150, 1, (network) => 30 - 4 * Math.min(0, smallestWidthStep.of(network)))
const nothingMatters = syntheticRuns(anyC, 150, 2, () => 30)
const rises = (run: Parameters<typeof smallestWidthStep.of>[0]) => smallestWidthStep.of(run) >= -1
const random = () => stream(1, 'resample')

describe('parameterEvidence', () => {
  it('ranks first the parameter that drives the error', () => {
    const { varying, constant } = parameterEvidence(fallingCosts)
    expect(varying[0]).toMatchObject({ id: 'smallestWidthStep' })
    expect(varying[0]!.explained).toBeGreaterThan(0.7)
    expect(varying[0]!.spearman.high).toBeLessThan(-0.7)
    expect(varying[0]!.best.low).toBeGreaterThan(-1)
    expect(constant).toContainEqual({ id: 'bottleneckRatioSpread', value: 0 })
  })
  it('finds an optimum in the middle', () => {
    const runs = syntheticRuns(anyC, 150, 3, (network) => 30 + 8 * Math.abs(Math.log2(totalDepth.of(network) / 12)))
    const [first] = parameterEvidence(runs, { ids: ['totalDepth', 'width1', 'width4'] }).varying
    expect(first).toMatchObject({ id: 'totalDepth' })
    expect(first!.best.low).toBeGreaterThan(8)
    expect(first!.best.high).toBeLessThan(18)
  })
  it('lists what varies, best explained first, and what is constant, each once', () => {
    const { varying, constant } = parameterEvidence(fallingCosts)
    const explained = varying.map((one) => one.explained)
    expect(explained).toEqual([...explained].sort((a, b) => b - a))
    const ids = [...varying, ...constant].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(varying.every(({ smallest, largest }) => smallest < largest)).toBe(true)
    const four = parameterEvidence(fallingCosts.slice(0, 4)).varying
    expect(four.length).toBeGreaterThan(0)
  })
  it('gives little weight to anything if nothing matters', () => {
    for (const { explained } of parameterEvidence(nothingMatters).varying) expect(explained).toBeLessThan(0.3)
  })
  it('has no evidence from three runs, and no constants from none', () => {
    expect(parameterEvidence(fallingCosts.slice(0, 3)).varying).toEqual([])
    expect(parameterEvidence([])).toEqual({ varying: [], constant: [] })
  })
})

describe('previewConstraint', () => {
  it('is the EDF of all runs if it keeps them all', () => {
    const preview = previewConstraint(fallingCosts, () => true)
    const all = edf(fallingCosts.map((run) => run.errorPercent))
    expect(preview).toMatchObject({ cut: [], kept: fallingCosts.map((_, i) => i) })
    expect(preview.covered).toBeCloseTo(1, 12)
    expect(preview.effectiveNumber).toBeCloseTo(150, 8)
    preview.edf!.upTo.forEach((share, i) => expect(share).toBeCloseTo(all.upTo[i]!, 12))
  })
  it('has no EDF if it keeps nothing', () => {
    expect(previewConstraint(fallingCosts, () => false)).toMatchObject({ effectiveNumber: 0, edf: null, mean: null })
  })
  it('matches FLOPs: if only FLOPs affect the error, keeping small networks changes little', () => {
    const megaFlops = (run: { complexity: { flops: number } }) => run.complexity.flops / 1e6
    const runs = syntheticRuns(anyC, 400, 7, (network) => 40 - 3 * megaFlops(network), 0.1)
    // Keeps two of three networks below 3 MF, one of six above.
    const kept = new Set(runs.filter((run, i) => i % 6 < (megaFlops(run) < 3 ? 4 : 1)))
    const preview = previewConstraint(runs, (run) => kept.has(run))
    const mean = meanOf(runs.map((run) => run.errorPercent))
    const raw = meanOf([...kept].map((run) => run.errorPercent))
    expect(raw - mean).toBeGreaterThan(0.4)
    expect(Math.abs(preview.mean! - mean)).toBeLessThan(0.1)
    expect(preview.effectiveNumber).toBeLessThan(kept.size * 0.9)
    expect(preview.weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  })
  it('never counts more than the runs it keeps', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 150, maxLength: 150 }), (inside) => {
        const preview = previewConstraint(fallingCosts, (run) => inside[fallingCosts.indexOf(run)]!)
        expect(preview.kept.length + preview.cut.length).toBe(150)
        expect(preview.effectiveNumber).toBeLessThan(preview.kept.length + 1e-9)
      }),
      { numRuns: 30 },
    )
  })
})

describe('weighConstraint', () => {
  it('supports a cut that leaves the better runs and opposes its opposite', () => {
    const kept = weighConstraint(fallingCosts, rises, random())
    const opposite = weighConstraint(fallingCosts, (run) => !rises(run), random())
    expect(kept.status).toBe('supported')
    expect(kept.keptMinusCut!.high).toBeLessThan(0)
    expect(kept.beats!.low).toBeGreaterThan(0.5)
    expect(opposite.beats!.high).toBeLessThan(0.5)
    expect(opposite.status).toBe('against')
    expect(opposite.keptMinusCut!.value).toBeGreaterThan(0)
  })
  it('calls a cut neutral if it changes nothing, given enough runs', () => {
    expect(weighConstraint(nothingMatters, (run) => run.network.stages[0]!.depth <= 2, random()).status).toBe('neutral')
  })
  it('is undecided with seven runs kept, however good', () => {
    const best = new Set([...fallingCosts].sort((a, b) => a.errorPercent - b.errorPercent).slice(0, 7))
    const few = weighConstraint(fallingCosts, (run) => best.has(run), random())
    expect(few).toMatchObject({ status: 'undecided', preview: { kept: { length: 7 } } })
    expect(weighConstraint(fallingCosts, () => false, random())).toMatchObject({
      status: 'undecided',
      beats: null,
      keptMinusCut: null,
      keptMinusAll: null,
    })
    expect(weighConstraint([], () => true, random()).status).toBe('undecided')
  })
  it('compares at equal FLOPs, weighting strata by their share of all runs', () => {
    // Errors follow FLOPs, and the kept runs have fewer; otherwise the cut runs are worse only in stratum 1.
    const runs = [
      [1, 30, 10],
      [2, 20, 20],
      [3, 20, 20],
      [4, 10, 30],
    ].flatMap(([flops, kept, cut]) =>
      Array.from({ length: kept! + cut! }, (_, i) => ({
        complexity: { flops: flops!, parameters: 1, activations: 1 },
        isKept: i < kept!,
        errorPercent: 10 * flops! + (i < kept! || flops! > 1 ? 0 : 2),
      })),
    )
    const { keptMinusCut, keptMinusAll } = weighConstraint(runs, ({ isKept }) => isKept, random(), { resamples: 50 })
    expect(keptMinusCut!.value).toBeCloseTo(-2 / 4, 12)
    // Ten of 160 runs are worse by 2.
    expect(keptMinusAll!.value).toBeCloseTo(-20 / 160, 12)
  })
  it('decides from eight kept runs on', () => {
    const sorted = [...fallingCosts].sort((a, b) => a.errorPercent - b.errorPercent)
    const alike = sorted.map((run) => ({ ...run, complexity: { ...run.complexity, flops: 1 } }))
    const status = (count: number) => {
      const best = new Set(alike.slice(0, count))
      return weighConstraint(alike, (run) => best.has(run), random(), { resamples: 50 }).status
    }
    expect([status(7), status(8)]).toEqual(['undecided', 'supported'])
  })
  it('rarely supports a random cut', () => {
    const sampler = stream(9, 'dataset')
    let supported = 0
    for (let trial = 0; trial < 120; trial++) {
      const inside = new Set(nothingMatters.filter(() => sampler.uniform() < 0.4))
      const { status } = weighConstraint(nothingMatters, (run) => inside.has(run), sampler, { resamples: 300 })
      if (status === 'supported') supported++
    }
    // 2.5 % of 120 is 3; 10 or more has probability below 0.001.
    expect(supported).toBeLessThan(10)
  })
  it('scales the difference to the cut runs by the share that is cut, at equal FLOPs', () => {
    const runs = fallingCosts.map((run) => ({ ...run, complexity: { ...run.complexity, flops: 1 } }))
    const { preview, keptMinusCut, keptMinusAll } = weighConstraint(runs, rises, random())
    expect(keptMinusAll!.value).toBeCloseTo((keptMinusCut!.value * preview.cut.length) / runs.length, 10)
  })
})

describe('suggestConstraints', () => {
  const suggested = suggestConstraints(anyC, smallRegime, fallingCosts, { resamples: 300, draws: 20 })
  const widthOrder = (suggestions: typeof suggested) =>
    suggestions.find(({ refinement }) => JSON.stringify(refinement).includes('widthOrder'))!
  it('ranks first what many runs support, with the exact reduction in size', () => {
    const three = scaleSpace(anyC, { strides: [1, 2, 2] })
    const runs = syntheticRuns(three, 150, 11, (network) => 30 - 4 * Math.min(0, smallestWidthStep.of(network)))
    const found = suggestConstraints(three, smallRegime, runs, { resamples: 300, draws: 20 })
    expect(widthOrder(found).evidence.status).toBe('supported')
    expect(found.indexOf(widthOrder(found))).toBe(0)
    expect(widthOrder(found)).toMatchObject({ origin: 'structure', trend: 'for' })
    // 16 widths: 16^3 combinations become (16 + 2 over 3).
    const { before, after } = widthOrder(found).size
    expect(after.log10 - before.log10).toBeCloseTo(Math.log10(816 / 16 ** 3), 10)
    expect(after.exact).toBe(true)
  })
  it('leaves open what few runs satisfy, but ranks it first by trend and gain', () => {
    const found = widthOrder(suggested)
    expect(found.evidence.status).toBe('undecided')
    expect(found.evidence.preview.effectiveNumber).toBeLessThan(8)
    expect(found).toMatchObject({ trend: 'for', parameter: { id: 'smallestWidthStep' } })
    expect(suggested.indexOf(found)).toBe(0)
  })
  it('suggests each refinement once, supported ones first by gain, and none that the space already has', () => {
    const order = ['supported', 'neutral', 'undecided', 'against']
    const places = suggested
      .filter(({ trend }) => trend !== 'for')
      .map(({ evidence }) => order.indexOf(evidence.status))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    const gains = suggested
      .filter(({ evidence, trend }) => evidence.status === 'supported' || trend === 'for')
      .map(({ evidence }) => evidence.keptMinusAll!.value)
    expect(gains).toEqual([...gains].sort((a, b) => a - b))
    const refinements = suggested.map(({ refinement }) => JSON.stringify(refinement))
    expect(new Set(refinements).size).toBe(refinements.length)
    expect(refinements.join()).not.toContain('shared')
  })
  it('never enlarges a space', () => {
    for (const { size } of suggested) expect(size.after.low).toBeLessThanOrEqual(size.before.high)
  })
  it('leaves a shared group width of a free space undecided if few runs have one, and shows the spread', () => {
    const anyA = smallSpace('AnyNetX_A')
    const runs = syntheticRuns(anyA, 40, 6, (network) => 30 + groupWidthSpread.of(network), 0.5)
    const found = suggestConstraints(anyA, smallRegime, runs, { resamples: 300, draws: 20 }).find(({ refinement }) =>
      JSON.stringify(refinement).includes('sharedGroupWidth'),
    )!
    expect(found).toMatchObject({ evidence: { status: 'undecided' }, trend: 'for' })
    expect(found.evidence.preview.kept.length).toBeLessThan(8)
    expect(found.parameter).toMatchObject({ id: 'groupWidthSpread' })
  })
  it('concern single stages in a free space, and all stages if a size is shared', () => {
    const anyA = smallSpace('AnyNetX_A')
    const { groupWidth2, groupWidth1 } = networkParameters
    const free = syntheticRuns(anyA, 120, 8, (network) => 30 + Math.log2(groupWidth2.of(network)), 0.1)
    const found = suggestConstraints(anyA, smallRegime, free, { resamples: 50, draws: 20 })
    expect(found.map(({ refinement }) => refinement)).toContainEqual(
      expect.objectContaining({ kind: 'range', size: 'groupWidth', stage: 2 }),
    )
    const shared = syntheticRuns(anyC, 120, 8, (network) => 30 + Math.log2(groupWidth1.of(network)), 0.1)
    const common = suggestConstraints(anyC, smallRegime, shared, { resamples: 50, draws: 20 })
    const ids = common.map(({ parameter }) => parameter!.id)
    expect(ids.some((id) => /^(largest|smallest)GroupWidth$/.test(id))).toBe(true)
    expect(ids.filter((id) => /^(groupWidth|bottleneckRatio)\d$|^flops$/.test(id))).toEqual([])
  })
  it('concern the six parameters of a RegNet', () => {
    const regNet = smallSpace('RegNetX')
    const runs = syntheticRuns(regNet, 60, 3, (network) => 30 + 3 * networkParameters.widthMultiplier.of(network), 0.2)
    const found = suggestConstraints(regNet, smallRegime, runs, { resamples: 300, draws: 20 })
    const multiplier = found.find(({ refinement }) => JSON.stringify(refinement).includes('widthMultiplierRange'))!
    expect(multiplier).toMatchObject({ evidence: { status: 'supported' }, origin: 'bootstrap', trend: null })
    expect(found.map(({ refinement }) => JSON.stringify(refinement)).join()).not.toContain('shared')
    expect(found.map(({ parameter }) => parameter!.id).filter((id) => id === 'fitError' || id === 'flops')).toEqual([])
  })
  it('without runs are the structural questions for AnyNet, all undecided', () => {
    const found = suggestConstraints(smallSpace('AnyNetX_A'), smallRegime, [], { draws: 20 })
    expect(found.length).toBe(4)
    for (const { evidence, parameter } of found) {
      expect(evidence.status).toBe('undecided')
      expect(parameter).toBeUndefined()
    }
  })
})
