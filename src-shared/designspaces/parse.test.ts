import { describe, expect, it } from 'vitest'
import { parseDesignSpace, parseRegime } from './parse.ts'
import { presets } from './presets.ts'

const depth = { law: 'logUniform', low: 1, high: 16, quantum: 1 }
const width = { law: 'logUniform', low: 8, high: 64, quantum: 8 }
const choice = { law: 'choice', values: [1, 2] }
const parameters = { kind: 'anyNet', depth, width, bottleneckRatio: choice, groupWidth: choice }
const space = { id: 'mine', name: 'Mine', parameters }
const regNet = { ...space, parameters: presets.RegNetX.parameters }

describe('parseDesignSpace', () => {
  it('fills what may be left out and survives JSON', () => {
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
    ['a mistyped key', { ...space, stemwidht: 8 }, 'stemwidht is not known (did you mean stemWidth?)'],
    [
      'a mistyped parameter',
      { ...space, parameters: { ...parameters, dpeth: depth } },
      'parameters.dpeth is not known (did you mean depth?)',
    ],
    [
      'a key of the other kind of space',
      { ...regNet, parameters: { ...regNet.parameters, width } },
      'parameters.width is not known (known: kind, depth, initialWidth, widthSlope, widthMultiplier, bottleneckRatio, groupWidth; nearest: depth)',
    ],
    [
      'a mistyped key of a distribution',
      { ...space, parameters: { ...parameters, depth: { ...depth, quantun: 1 } } },
      'parameters.depth.quantun is not known (did you mean quantum?)',
    ],
    [
      'a mistyped key of one stage',
      { ...space, parameters: { ...parameters, depth: [depth, depth, { ...depth, hihg: 1 }, depth] } },
      'parameters.depth[2].hihg is not known (did you mean high?)',
    ],
    [
      'a mistyped law',
      { ...space, parameters: { ...parameters, width: { ...width, law: 'logUnifrom' } } },
      'parameters.width.law "logUnifrom" is not known (did you mean logUniform?)',
    ],
    [
      'a mistyped constraint',
      { ...space, constraints: [{ id: 'sharedBottlneckRatio' }] },
      'constraints[0].id "sharedBottlneckRatio" is not known (did you mean sharedBottleneckRatio?)',
    ],
    [
      'a mistyped key of a constraint',
      { ...space, constraints: [{ id: 'widthOrder', ordre: 'constant' }] },
      'constraints[0].ordre is not known (did you mean order?); constraints[0].order is missing (one of nonDecreasing, increasing, constant, nonIncreasing, decreasing)',
    ],
    [
      'a mistyped order',
      { ...space, constraints: [{ id: 'widthOrder', order: 'nonDecraesing' }] },
      'constraints[0].order "nonDecraesing" is not known (did you mean nonDecreasing?)',
    ],
    ['a mistyped block', { ...space, block: 'yy' }, 'block "yy" is not known (did you mean y?)'],
    [
      'a mistyped kind',
      { ...space, parameters: { ...parameters, kind: 'anynet' } },
      'parameters.kind "anynet" is not known (did you mean anyNet?)',
    ],
    ['a missing key', { id: 'a', parameters }, 'name is missing'],
    [
      'a missing size',
      { ...space, parameters: { kind: 'anyNet', depth, bottleneckRatio: choice, groupWidth: choice } },
      'parameters.width is missing',
    ],
    ['no object', 7, 'is 7 (must be an object)'],
    [
      'a size that the block needs',
      { ...space, parameters: { kind: 'anyNet', depth, width, groupWidth: choice } },
      'parameters.bottleneckRatio is missing (block x needs it)',
    ],
    [
      'an interval off its grid',
      { ...space, parameters: { ...parameters, width: { ...width, high: 60 } } },
      'parameters.width invalid high: 60 (a multiple of quantum 8)',
    ],
    [
      'a ratio that cannot be built',
      { ...space, parameters: { ...parameters, bottleneckRatio: { law: 'choice', values: [1.5] } } },
      'parameters.bottleneckRatio has the value 1.5 (must be whole numbers or one over a whole number)',
    ],
    [
      'a list of the wrong length',
      { ...space, parameters: { ...parameters, depth: [depth, depth] } },
      'parameters.depth 2 distributions (one per stage: 4)',
    ],
    ['too few stages', { ...space, strides: [2, 2] }, 'strides is [2,2] (Too small: expected array to have >=3 items)'],
    [
      'squeeze-and-excitation without effect',
      { ...space, seRatio: 0.25 },
      'seRatio 0.25 has no effect in block x (use 0 or block y)',
    ],
    [
      'block y without excitation',
      { ...space, block: 'y' },
      'seRatio is 0 (block y needs one above 0; the paper uses 0.25)',
    ],
    [
      'a constraint twice',
      { ...space, constraints: [{ id: 'sharedGroupWidth' }, { id: 'sharedGroupWidth' }] },
      'constraints[1] sharedGroupWidth stands there twice',
    ],
    [
      'a RegNet constraint on an AnyNet',
      { ...space, constraints: [{ id: 'initialWidthEqualsSlope' }] },
      'constraints[0] initialWidthEqualsSlope applies to regNet spaces only',
    ],
    ['a range without ends', { ...space, constraints: [{ id: 'flops' }] }, 'constraints[0] needs min, max or both'],
    [
      'a mistyped function of FLOPs',
      { ...space, constraints: [{ id: 'parameters', max: { ofset: 3e6, perGigaFlops: 5.5e6 } }] },
      'constraints[0].max.ofset is not known (did you mean offset?)',
    ],
  ])('refuses %s with a sentence', (_, input, sentence) => {
    expect(() => parseDesignSpace(input)).toThrow(new RangeError(`invalid design space: ${sentence}`))
  })
  it('names every mistake at once', () => {
    expect(() => parseDesignSpace({ ...space, stemwidht: 8, block: 'w' })).toThrow(
      /stemwidht is not known.*block "w"|block "w".*stemwidht/,
    )
  })
})

describe('parseRegime', () => {
  it('takes the paper convention unless told', () => {
    expect(parseRegime({ imageSize: 16, classes: 10 })).toEqual({ imageSize: 16, classes: 10, convention: 'paper' })
  })
  it('refuses a window upside down', () => {
    const input = { imageSize: 16, classes: 10, flops: { low: 5, high: 4 } }
    expect(() => parseRegime(input)).toThrow(new RangeError('invalid regime: flops needs low at most high'))
  })
})
