import { describe, expect, it } from 'vitest'
import { constraintSentences } from './constraintSentences.ts'
import { parseStudyFile, studySpaces } from './studyFile.ts'

const file = {
  formatVersion: 1,
  name: 'small',
  spaces: ['AnyNetX_A', 'RegNetX'] as unknown[],
  scale: 'tiny16' as unknown,
  perSpace: 3,
  flops: { low: '0.3M', high: 500_000 } as unknown,
  imageSize: 16,
  dataset: { kind: 'synthetic' },
}

describe('parseStudyFile', () => {
  it('fills in defaults', () => {
    const study = parseStudyFile(file)
    expect(study).toMatchObject({ seed: 1, provider: 'cpu', flops: { low: 300_000, high: 500_000 } })
    expect(study.recipe.epochs).toBe(10)
    expect(study.keepWeights).toEqual({ keep: 'best', count: 10 })
    expect(parseStudyFile({ ...file, flops: {} }).flops).toEqual({ low: 0, high: Number.MAX_SAFE_INTEGER })
    expect(parseStudyFile({ ...file, flops: { low: 5, high: 5 } }).flops).toEqual({ low: 5, high: 5 })
    expect(parseStudyFile({ ...file, flops: { low: '0.2M', high: '0.4M' } }).flops).toEqual({ low: 2e5, high: 4e5 })
    expect(parseStudyFile(JSON.parse(JSON.stringify(study)))).toEqual(study)
  })

  it.each([
    [{ formatVersion: 2 }, 'The study file has format version 2, and this program reads up to 1'],
    [{ perSpce: 3 }, 'perSpce: not known (did you mean perSpace?)'],
    [{ recipe: { epochss: 3 } }, 'recipe.epochss: not known (did you mean epochs?)'],
    [{ spaces: ['RegNetZ'] }, 'spaces[0]: unknown design space: RegNetZ (did you mean RegNetX?)'],
    [{ spaces: ['RegNetX', 'RegNetX'] }, 'spaces[1].id: "RegNetX" is listed twice'],
    [{ spaces: [{ bse: 'RegNetX' }] }, 'bse: did you mean base?'],
    [
      { spaces: [{ base: 'RegNetX', constraintss: [] }] },
      'spaces[0]: invalid design space: constraintss: not known (did you mean constraints?)',
    ],
    [{ scale: 'tiny' }, 'scale'],
    [{ scale: { stemWidth: 0 } }, 'scale.stemWidth is 0 (at least 1)'],
    [{ scale: { strides: [5] } }, 'scale.strides[0] is 5 (at most 4)'],
    [{ spaces: [] }, 'spaces is [] (a list of at least 1)'],
    [{ spaces: [{}] }, 'spaces[0]: '],
    [{ spaces: [{ base: 'RegNetX', scale: { maxDepth: 0 } }] }, 'spaces[0]: invalid scale: maxDepth is 0 (at least 1)'],
    [{ spaces: [{ base: 3 }] }, 'spaces[0]: unknown design space: 3'],
    [{ spaces: [{ base: 'RegNetX', block: 'q' }] }, 'spaces[0]: invalid design space: block is "q"'],
    ...[3, null].map((parameters): [object, string] => [
      { spaces: [{ base: 'RegNetX', parameters }] },
      `spaces[0]: invalid design space: parameters is ${parameters} (not an object with keys)`,
    ]),
    [{ name: '' }, 'name is "" (required)'],
    [{ imageSize: 0 }, 'imageSize is 0 (at least 1)'],
    [{ seed: -1 }, 'seed is -1 (at least 0)'],
    [{ seed: 2 ** 53 }, 'seed is'],
    [{ provider: '' }, 'provider is "" (required)'],
    [{ trainers: 0 }, 'trainers is 0 (at least 1)'],
    [{ keepWeights: { keep: 'best' } }, 'keepWeights.count: required'],
    [{ keepWeights: { keep: 'some' } }, 'keepWeights.keep is "some"'],
    [{ dataset: {} }, 'dataset.kind: required'],
    [{ flops: { low: -1 } }, 'flops.low'],
    [{ flops: { low: 'much' } }, 'flops.low: "much" is neither a number nor a text like 0.4M'],
    [{ flops: { low: 5, high: 1 } }, 'flops: the lower end is above the upper end'],
    [{ halving: { rungs: [0.5, 0.2] } }, 'halving.rungs: is not in ascending order'],
    [{ halving: {}, endsWhenDecided: true }, 'endsWhenDecided: cannot be with halving'],
    [{ perSpace: 0 }, 'perSpace is 0 (at least 1)'],
  ])('refuses %j with a message', (changes, sentence) => {
    expect(() => parseStudyFile({ ...file, ...changes })).toThrow(sentence)
  })

  it.each([[3], [null], [['RegNetX']]])('refuses %j', (input) => {
    expect(() => parseStudyFile(input)).toThrow('not an object with keys')
  })
})

describe('studySpaces', () => {
  it('applies changes to presets and keeps the rest', () => {
    const widthMultiplier = { law: 'choice', values: [2] }
    const changed = { base: 'RegNetX', id: 'RegNetX_2', parameters: { widthMultiplier } }
    const [plain, space] = studySpaces(parseStudyFile({ ...file, spaces: ['RegNetX', changed] }))
    expect(space!.name).toBe('RegNetX_2')
    expect(space!.parameters).toEqual({ ...plain!.parameters, widthMultiplier })
    expect(space!.stemWidth).toBe(8)
  })

  const spaceOf = (entry: unknown, scale?: unknown) =>
    studySpaces(parseStudyFile({ ...file, scale, spaces: [entry] }))[0]!

  it('scales spaces based on a preset, with their own scale if given', () => {
    expect(spaceOf('RegNetX').stemWidth).toBe(32)
    expect(spaceOf('RegNetX', { stemWidth: 24 })).toMatchObject({ stemWidth: 24, stem: 'imagenet' })
    expect(spaceOf({ base: 'RegNetX' }, { stemWidth: 24 }).stemWidth).toBe(24)
    expect(spaceOf({ base: 'RegNetX', scale: { stemWidth: 40 } }, { stemWidth: 24 }).stemWidth).toBe(40)
    expect(spaceOf({ base: 'RegNetX', scale: 'tiny16' })).toEqual(spaceOf('RegNetX', 'tiny16'))
  })

  it('names a changed preset by its id if it has no name', () => {
    expect(spaceOf({ base: 'RegNetX' })).toMatchObject({ id: 'RegNetX', name: 'RegNetX' })
    expect(spaceOf({ base: 'RegNetX', id: 'mine' })).toMatchObject({ id: 'mine', name: 'mine' })
    expect(spaceOf({ base: 'RegNetX', id: 'mine', name: 'Mine' })).toMatchObject({ id: 'mine', name: 'Mine' })
  })

  it('takes a complete space as it is, unscaled', () => {
    const whole = { ...spaceOf('RegNetX'), id: 'whole', name: 'Whole' }
    expect(spaceOf(whole, 'tiny16')).toEqual(whole)
  })

  it('adds no constraint for an open window', () => {
    const space = { ...spaceOf('AnyNetX_A'), constraints: [] }
    const open = { low: 0, high: Number.MAX_SAFE_INTEGER }
    expect(constraintSentences(space, open)).toEqual([])
    expect(constraintSentences(space, undefined)).toEqual([])
    expect(constraintSentences(space, { ...open, low: 300e6 })).toEqual(['FLOPs at 300 MF or more'])
  })

  it('lists the constraints on every network', () => {
    const study = parseStudyFile({ ...file, spaces: ['AnyNetX_D'] })
    expect(constraintSentences(studySpaces(study)[0]!, study.flops)).toEqual([
      'One bottleneck ratio for all stages',
      'One group width for all stages',
      'Widths never shrink',
      'FLOPs between 300 kF and 500 kF',
    ])
    expect(constraintSentences(studySpaces(study)[0]!, { low: 0, high: 400e6 }).at(-1)).toBe('FLOPs at 400 MF or less')
    expect(constraintSentences(studySpaces(study)[0]!, study.flops, 'ko').slice(2)).toEqual([
      '폭이 줄지 않음',
      'FLOPs 범위를 300 kF에서 500 kF 사이로 제한',
    ])
  })
})
