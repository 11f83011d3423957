import { describe, expect, it } from 'vitest'
import { englishText } from '#shared/sentences/sentence.ts'
import { parseStudyFile, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { readYaml } from '#shared/text/readYaml.ts'
import { readDraft } from '#renderer/components/plan/planDraft.ts'
import { newList, readLists, withFile, type ListDraft } from '#renderer/components/plan/listsDraft.ts'
import { noRegimes, readRegimes } from '#renderer/components/plan/regimesDraft.ts'
import { newStudyDraft, withRecipe, type StudyDraft } from '#renderer/components/plan/studyDraft.ts'
import { spacesOfDraft, studyCost, studyOfDraft } from './studyOfDraft.ts'

const written: StudyDraft = { ...newStudyDraft(), name: ' Widths ', spaces: ['RegNetX', 'AnyNetX_A'] }

function read(draft: StudyDraft) {
  const plan = readDraft(draft.plan).plan!
  const { regimes, faults } = readRegimes(draft.regimes ?? noRegimes, plan)
  const { networks, lists } = readLists(draft.lists ?? [], spacesOfDraft(draft))
  const made = studyOfDraft(draft, { plan, regimes, networks })
  return { ...made, plan, faults, lists }
}
const fileOf = (draft: StudyDraft): StudyFile => read(draft).file!

/** The study file of the same study, as one would write it. */
const text = `
formatVersion: 1
name: Widths
spaces: [AnyNetX_A, RegNetX]
scale: tiny16
perSpace: 48
networks:
  Published: [RegNetX-200MF, ResNet-50]
  mine: [{ name: mine, config: { depths: [1, 2], widths: [16, 32], strides: [1, 2] } }]
flops: { low: 0.3M, high: 0.5M }
imageSize: 16
dataset: { kind: synthetic }
recipe:
  epochs: 10
  imagesPerEpoch: 3000
  batchSize: 64
  baseLearningRate: 0.2
  schedule: { kind: cosine, per: step }
  warmupEpochs: 0.9
  zeroFinalGamma: true
sweep: { momentum: { law: uniform, low: 0.5, high: 0.9 } }
regimes:
  flops: [{ low: 1M, high: 2M }, { high: 4M }]
  imageSize: [32]
  epochs: [20, 40]
`
const regimes = { flops: '1M : 2M, :4M', imageSize: '32', epochs: '20; 40' }
const lists: ListDraft[] = [
  { name: 'Published', text: 'RegNetX-200MF\nResNet-50\n' },
  { name: 'mine', text: '{ "depths": [1, 2], "widths": [16, 32], "strides": [1, 2] }', file: 'mine' },
]
const sweep = { momentum: { law: 'uniform' as const, low: '0.5', high: '0.9', values: '' } }
const whole: StudyDraft = { ...written, plan: { ...written.plan, sweep }, regimes, lists }

describe('The form of a new study', () => {
  it('gives the study of its study file', () => {
    const file = parseStudyFile(readYaml(text))
    const { dataset, ...made } = fileOf(whole)
    expect(made).toEqual(Object.fromEntries(Object.entries(file).filter(([key]) => key !== 'dataset')))
    expect(dataset).toMatchObject({ kind: 'synthetic', imageSize: 16 })
  })

  it('needs no space beside networks, and no networks beside spaces', () => {
    const { spaces, networks } = fileOf({ ...written, spaces: [], lists: lists.slice(0, 1) })
    expect([spaces, networks]).toEqual([undefined, { Published: ['RegNetX-200MF', 'ResNet-50'] }])
    expect(fileOf(written)).toMatchObject({ spaces: ['AnyNetX_A', 'RegNetX'] })
    expect(read({ ...written, spaces: [] }).fault).toMatchObject({ key: 'invalid' })
  })

  it('says what the whole costs: spaces in every regime, lists in every one but those of FLOPs', () => {
    const { plan } = read(whole)
    const cost = studyCost(fileOf(whole), plan, undefined)
    // Of 3 windows x 2 sizes x 3 numbers of epochs there are 18 regimes of 2 spaces, and 6 of 2 lists with 3 networks.
    expect(cost.populations).toBe(18 * 2 + 6 * 2)
    expect(cost.networks).toBe(18 * 2 * 48 + 6 * 3)
    // Batches of 64 of the 3000 images: 46 of them.
    expect(cost.images).toBe((6 * 2 * 48 + 2 * 3) * (10 + 20 + 40) * 46 * 64)
  })

  it.each([
    [{ ...noRegimes, flops: '1M' }, { flops: '1M: write a window as low:high, such as 0.8M:1.2M or :2M' }],
    [{ ...noRegimes, flops: '1M:many' }, { flops: '"many" is neither a number nor a text like 0.4M' }],
    [{ ...noRegimes, flops: '0.3M:0.5M' }, { flops: 'the study has this value already' }],
    [{ ...noRegimes, epochs: '20, 2.5x' }, { epochs: 'not a number' }],
    [{ ...noRegimes, epochs: '2.5' }, { epochs: 'not a whole number' }],
    [{ ...noRegimes, imageSize: '0' }, { imageSize: 'at least 1' }],
  ])('says of regimes %j what is wrong, beside their field', (typed, said) => {
    const { faults } = read({ ...written, regimes: typed })
    expect(Object.fromEntries(Object.entries(faults).map(([key, fault]) => [key, englishText(fault)]))).toEqual(said)
  })

  it('varies no image size of images that have but one', () => {
    const plan = { ...read(written).plan, imageSize: 32, dataset: { kind: 'cifar10' as const, folder: '/images' } }
    expect(readRegimes({ ...noRegimes, imageSize: '16' }, plan)).toEqual({ regimes: undefined, faults: {} })
  })

  it.each([
    ['', 'required'],
    ['RegNetX-200MF, RegNetX-201MF', 'network 2: no published network is called RegNetX-201MF'],
    ['RegNetX-200MF\nRegNetX-200MF', 'network 2: it is network 1 of the list again'],
    ['{ "depths": [1] ', 'Line 1'],
    ['[]', 'a list of at least 1'],
  ])('says of the networks %j what is wrong', (typed, said) => {
    const [list] = read({ ...written, lists: [{ name: 'Mine', text: typed }] }).lists
    expect(englishText(list!.textFault!)).toContain(said)
    expect(list!.count).toBeUndefined()
  })

  it('names lists apart, and those of a file by it', () => {
    const first = newList([])
    const second = newList([first])
    expect([first.name, second.name]).toEqual(['Networks', 'Networks (2)'])
    expect(withFile(second, [first], '[]', 'small.jsonl')).toEqual({ name: 'small', text: '[]', file: 'small' })
    const twice = read({ ...written, lists: [lists[0]!, { ...lists[1]!, name: 'Published' }] }).lists
    expect(twice.map(({ nameFault }) => nameFault && englishText(nameFault))).toEqual([
      undefined,
      '"Published" appears twice',
    ])
  })
})

describe('A recipe that another study suggests', () => {
  it('takes the place of that of the form, with its images, and leaves spaces, name and FLOPs', () => {
    const typed = { epochs: '7', flopsLow: '0.2M', seed: '5' }
    const before: StudyDraft = { ...whole, plan: { ...whole.plan, typed } }
    const recipe = { ...read(written).plan.recipe, baseLearningRate: 0.3, epochs: 12 }
    const dataset = { kind: 'imageFolder' as const, folder: '/photos', imageSize: 24, onCorrupt: 'refuse' as const }
    const after = withRecipe(before, { recipe, dataset: read(written).plan.dataset, imageSize: 24 })
    expect(fileOf(after)).toMatchObject({
      ...{ name: 'Widths', spaces: ['AnyNetX_A', 'RegNetX'], flops: { low: 0.2e6, high: 0.5e6 }, seed: 5 },
      ...{ recipe, imageSize: 24, dataset: { imageSize: 24 } },
    })
    expect(fileOf(after).sweep).toBeUndefined()
    expect(withRecipe(before, { recipe, dataset, imageSize: 24 }).plan.plan.dataset).toEqual(dataset)
  })
})
