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
  it('fills in what is left out', () => {
    const study = parseStudyFile(file)
    expect(study).toMatchObject({ seed: 1, provider: 'cpu', flops: { low: 300_000, high: 500_000 } })
    expect(study.recipe.epochs).toBe(10)
    expect(parseStudyFile(JSON.parse(JSON.stringify(study)))).toEqual(study)
  })

  it.each([
    [{ formatVersion: 2 }, 'The study file has format version 2, and this program reads up to 1'],
    [{ perSpce: 3 }, 'perSpce: not known (did you mean perSpace?)'],
    [{ recipe: { epochss: 3 } }, 'recipe.epochss: not known (did you mean epochs?)'],
    [{ spaces: ['RegNetZ'] }, 'spaces[0]: unknown design space: RegNetZ (did you mean RegNetX?)'],
    [{ spaces: ['RegNetX', 'RegNetX'] }, 'spaces[1].id: "RegNetX" stands there twice'],
    [{ spaces: [{ bse: 'RegNetX' }] }, 'bse: did you mean base?'],
    [
      { spaces: [{ base: 'RegNetX', constraintss: [] }] },
      'spaces[0]: invalid design space: constraintss: not known (did you mean constraints?)',
    ],
    [{ scale: 'tiny' }, 'scale'],
    [{ flops: { low: 'much' } }, 'flops.low: "much" is neither a number nor a text like 0.4M'],
    [{ flops: { low: 5, high: 1 } }, 'flops: the lower end is above the upper end'],
    [{ perSpace: 0 }, 'perSpace is 0 (at least 1)'],
  ])('refuses %j with a sentence', (changes, sentence) => {
    expect(() => parseStudyFile({ ...file, ...changes })).toThrow(sentence)
  })

  it.each([[3], [null], [['RegNetX']]])('refuses %j', (input) => {
    expect(() => parseStudyFile(input)).toThrow('not an object with keys')
  })
})

describe('studySpaces', () => {
  it('takes presets with changes: what is not named stays', () => {
    const widthMultiplier = { law: 'choice', values: [2] }
    const changed = { base: 'RegNetX', id: 'RegNetX_2', parameters: { widthMultiplier } }
    const [plain, space] = studySpaces(parseStudyFile({ ...file, spaces: ['RegNetX', changed] }))
    expect(space!.name).toBe('RegNetX_2')
    expect(space!.parameters).toEqual({ ...plain!.parameters, widthMultiplier })
    expect(space!.stemWidth).toBe(8)
  })

  it('tells what holds for every network', () => {
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
