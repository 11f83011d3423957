import { describe, expect, it } from 'vitest'
import { regimeText } from './regimes.ts'
import { parseStudyFile, studyRegimes } from './studyFile.ts'

const file = (regimes: unknown, changes: object = {}) =>
  parseStudyFile({
    ...{ formatVersion: 1, name: 'regimes', spaces: ['RegNetX'], scale: 'tiny16', perSpace: 2, imageSize: 16 },
    ...{ flops: { low: '1M', high: '2M' }, dataset: { kind: 'synthetic' }, recipe: { epochs: 4, warmupEpochs: 3 } },
    ...{ regimes, ...changes },
  })

describe('regimes of a study file', () => {
  it('are every combination of the study’s own values, which come first, and further ones', () => {
    const regimes = studyRegimes(file({ flops: [{ low: '2M', high: '4M' }], epochs: [8, 16] }))
    expect(regimes.map(({ flops, imageSize, epochs }) => [flops!.low, imageSize, epochs])).toEqual([
      [1e6, 16, 4],
      [2e6, 16, 4],
      [1e6, 16, 8],
      [2e6, 16, 8],
      [1e6, 16, 16],
      [2e6, 16, 16],
    ])
    expect(studyRegimes(file(undefined))).toHaveLength(1)
    const written = file({ imageSize: [32] })
    expect(parseStudyFile(JSON.parse(JSON.stringify(written)))).toEqual(written)
  })

  it('are named by what differs from the study’s own', () => {
    const [own, ...further] = studyRegimes(file({ flops: [{ low: '2M', high: '4M' }], imageSize: [32], epochs: [8] }))
    expect(regimeText(own!, own!)).toBe('')
    expect(further.slice(0, 2).map((regime) => regimeText(regime, own!))).toEqual(['2.00–4.00 MF', '8 epochs'])
    expect(regimeText(further.at(-1)!, own!)).toBe('2.00–4.00 MF, 32 px, 8 epochs')
    const any = studyRegimes(file({ flops: [{ high: '4M' }] }, { flops: undefined }))
    expect(any.map((regime) => regimeText(regime, own!))).toEqual(['any FLOPs', '≤ 4.00 MF'])
  })

  it.each([
    [{ epochs: [8, 4] }, 'regimes.epochs[1]: the study has this value already'],
    [{ flops: [{ low: 1e6, high: 2e6 }] }, 'regimes.flops[0]: the study has this value already'],
    [{ imageSize: [32, 32] }, 'regimes.imageSize[1]: the study has this value already'],
    [{ epochs: [2] }, 'regimes.epochs[0]: '],
    [{ imageSize: [0] }, 'regimes.imageSize[0] is 0 (at least 1)'],
    [{ flops: [{ low: 3, high: 2 }] }, 'regimes.flops[0]'],
    [{ flops: [] }, 'regimes.flops is [] (a list of at least 1)'],
    [{ epoch: [8] }, 'regimes.epoch: not known (did you mean epochs?)'],
  ])('%j is refused, with the place and the reason', (regimes, said) => {
    expect(() => file(regimes)).toThrow(said)
  })
})
