import { describe, expect, it } from 'vitest'
import { faultsOf } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { designSpaceSchema } from './designSpace.ts'
import { parseDesignSpace, parseRegime } from './parse.ts'
import { presets } from './presets.ts'

const depth = { law: 'logUniform', low: 1, high: 16, quantum: 1 }
const width = { law: 'logUniform', low: 8, high: 64, quantum: 8 }
const choice = { law: 'choice', values: [1, 2] }
const parameters = { kind: 'anyNet', depth, width, bottleneckRatio: choice, groupWidth: choice }
const space = { id: 'mine', name: 'Mine', parameters }
const regNet = { ...space, parameters: presets.RegNetX.parameters }

const saying = (message: string) => expect.objectContaining({ name: 'RangeError', message }) as Error

describe('parseDesignSpace', () => {
  it('fills in defaults and round-trips through JSON', () => {
    const parsed = parseDesignSpace(space)
    expect(parsed).toMatchObject({
      stem: 'imagenet',
      stemWidth: 32,
      block: 'x',
      strides: [2, 2, 2, 2],
      constraints: [],
    })
    expect(parseDesignSpace(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed)
  })
  it('accepts every preset as written', () => {
    for (const preset of Object.values(presets)) expect(parseDesignSpace(preset)).toEqual(preset)
  })
  it.each<[string, unknown, string]>([
    ['a mistyped key', { ...space, stemwidht: 8 }, 'stemwidht: not known (did you mean stemWidth?)'],
    [
      'a mistyped parameter',
      { ...space, parameters: { ...parameters, dpeth: depth } },
      'parameters.dpeth: not known (did you mean depth?)',
    ],
    [
      'a key of the other kind of space',
      { ...regNet, parameters: { ...regNet.parameters, width } },
      'parameters.width: not known (known: kind, depth, initialWidth, widthSlope, widthMultiplier, bottleneckRatio, groupWidth; nearest: depth)',
    ],
    [
      'a mistyped key of a distribution',
      { ...space, parameters: { ...parameters, depth: { ...depth, quantun: 1 } } },
      'parameters.depth.quantun: not known (did you mean quantum?)',
    ],
    [
      'a mistyped key of one stage',
      { ...space, parameters: { ...parameters, depth: [depth, depth, { ...depth, hihg: 1 }, depth] } },
      'parameters.depth[2].hihg: not known (did you mean high?)',
    ],
    [
      'a mistyped law',
      { ...space, parameters: { ...parameters, width: { ...width, law: 'logUnifrom' } } },
      'parameters.width.law is "logUnifrom" (did you mean logUniform?)',
    ],
    [
      'a mistyped constraint',
      { ...space, constraints: [{ id: 'sharedBottlneckRatio' }] },
      'constraints[0].id is "sharedBottlneckRatio" (did you mean sharedBottleneckRatio?)',
    ],
    [
      'a mistyped key of a constraint',
      { ...space, constraints: [{ id: 'widthOrder', ordre: 'constant' }] },
      'constraints[0].ordre: not known (did you mean order?); constraints[0].order: required: one of nonDecreasing, increasing, constant, nonIncreasing, decreasing',
    ],
    [
      'a mistyped order',
      { ...space, constraints: [{ id: 'widthOrder', order: 'nonDecraesing' }] },
      'constraints[0].order is "nonDecraesing" (did you mean nonDecreasing?)',
    ],
    ['a mistyped block', { ...space, block: 'yy' }, 'block is "yy" (did you mean y?)'],
    [
      'a mistyped kind',
      { ...space, parameters: { ...parameters, kind: 'anynet' } },
      'parameters.kind is "anynet" (did you mean anyNet?)',
    ],
    ['a missing key', { id: 'a', parameters }, 'name: required'],
    [
      'a missing size',
      { ...space, parameters: { kind: 'anyNet', depth, bottleneckRatio: choice, groupWidth: choice } },
      'parameters.width: required',
    ],
    ['no object', 7, '7 (not an object with keys)'],
    [
      'a size that the block needs',
      { ...space, parameters: { kind: 'anyNet', depth, width, groupWidth: choice } },
      'parameters.bottleneckRatio: required by block x',
    ],
    [
      'an interval off its grid',
      { ...space, parameters: { ...parameters, width: { ...width, high: 60 } } },
      'parameters.width: 60 is not a multiple of 8',
    ],
    [
      'a ratio that cannot be built',
      { ...space, parameters: { ...parameters, bottleneckRatio: { law: 'choice', values: [1.5] } } },
      'parameters.bottleneckRatio: 1.5 is neither a whole number nor one over a whole number',
    ],
    [
      'a list of the wrong length',
      { ...space, parameters: { ...parameters, depth: [depth, depth] } },
      'parameters.depth: 2 distributions for 4 stages',
    ],
    ['no stages', { ...space, strides: [] }, 'strides is [] (a list of at least 1)'],
    [
      'a kernel of a block without',
      { ...space, kernels: [3, 5, 3, 3] },
      'kernels: x blocks have 3×3 kernels: leave the kernel out or take block mbconv',
    ],
    ['kernels of other stages', { ...space, block: 'mbconv', kernels: [3, 5] }, 'kernels: 2 values: strides has 4'],
    ['too many stages', { ...space, strides: Array(8).fill(1) }, 'strides is [1,1,1,1,1,1,1,1] (a list of at most 7)'],
    [
      'squeeze-and-excitation without effect',
      { ...space, seRatio: 0.25 },
      'seRatio: 0.25 has no effect in block x: use 0 or block y',
    ],
    ['block y without excitation', { ...space, block: 'y' }, 'seRatio: block y needs one above 0; the paper uses 0.25'],
    [
      'a constraint twice',
      { ...space, constraints: [{ id: 'sharedGroupWidth' }, { id: 'sharedGroupWidth' }] },
      'constraints[1]: sharedGroupWidth is listed twice',
    ],
    [
      'a RegNet constraint on an AnyNet',
      { ...space, constraints: [{ id: 'initialWidthEqualsSlope' }] },
      'constraints[0]: initialWidthEqualsSlope applies to regNet spaces only',
    ],
    [
      'a range without ends',
      { ...space, constraints: [{ id: 'flops' }] },
      'constraints[0]: a lower end, an upper end or both',
    ],
    [
      'a mistyped function of FLOPs',
      { ...space, constraints: [{ id: 'parameters', max: { ofset: 3e6, perGigaFlops: 5.5e6 } }] },
      'constraints[0].max.ofset: not known (did you mean offset?)',
    ],
  ])('refuses %s with a message', (_, input, said) => {
    expect(() => parseDesignSpace(input)).toThrow(saying(`invalid design space: ${said}`))
  })
  it.each([
    ['depth', { law: 'logUniform', low: 1, high: 0, quantum: 1 }, sentence('noRange', { low: 1, high: 0 })],
    ['bottleneckRatio', { law: 'powerOf2', low: 1, high: 3 }, sentence('noPowerOfTwo', { value: 3 })],
    ['depth', { law: 'logUniform', low: 0, high: 8, quantum: 1 }, sentence('logarithmNotPositive', { value: 0 })],
    ['depth', { law: 'uniform', low: 0, high: 8, quantum: 1 }, sentence('noWholeFromOne', { value: 0 })],
    ['groupWidth', { law: 'choice', values: [] }, sentence('noDistinctValues')],
    ['initialWidth', { law: 'uniform', low: 4, high: 8, quantum: 4 }, sentence('noMultipleOf8', { value: 4 })],
    ['widthSlope', { law: 'uniform', low: -1, high: 8, quantum: 1 }, sentence('negative', { value: -1 })],
    ['widthMultiplier', { law: 'uniform', low: 1, high: 3, quantum: 1 }, sentence('notAboveOne', { value: 1 })],
  ])('names the key of a mistake in %s drawn by %j', (size, distribution, said) => {
    const start = [space, regNet].find((known) => size in known.parameters)!
    const input = { ...start, parameters: { ...start.parameters, [size]: distribution } }
    expect(faultsOf(designSpaceSchema.safeParse(input).error!.issues, input)).toMatchObject([{ said }])
  })
  it('reports every mistake at once', () => {
    expect(() => parseDesignSpace({ ...space, stemwidht: 8, block: 'w' })).toThrow(/stemwidht: not known.*block is "w"/)
  })
})

describe('parseRegime', () => {
  it('defaults to the paper convention', () => {
    expect(parseRegime({ imageSize: 16, classes: 10 })).toEqual({ imageSize: 16, classes: 10, convention: 'paper' })
  })
  it('refuses a FLOPs window with swapped ends', () => {
    const input = { imageSize: 16, classes: 10, flops: { low: 5, high: 4 } }
    expect(() => parseRegime(input)).toThrow(saying('invalid regime: flops: the lower end is above the upper end'))
  })
})
