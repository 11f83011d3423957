import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { englishText } from '#shared/sentences/sentence.ts'
import { guessMapping } from './guessMapping.ts'
import { changedMapping } from './mapping.ts'
import { readResultTable } from './readResultTable.ts'
import { readResults } from './readResults.ts'
import { resultPopulations } from './resultPopulations.ts'

/** The results of a text with the guessed mapping and changes to it. */
function read(text: string, changes: readonly string[] = []) {
  const table = readResultTable(text)
  const mapping = changedMapping(guessMapping(table), changes, table)
  return { table, mapping, ...readResults(table, mapping) }
}
const said = ({ unusable }: ReturnType<typeof read>) =>
  unusable.map(({ place, said }) => `${place}: ${englishText(said)}`)

const lists = 'depths,widths,b,g,error\n1 2,32 64,1 2,8 16,34.5\n2 2,16 32,1 1,16 8,40\n'

describe('A CSV of results', () => {
  it('gives networks from lists in cells, and errors in percent', () => {
    const { results, mapping } = read(lists, ['bottleneckRatios=b', 'groupWidths=g'])
    expect(mapping.unit).toBe('percent')
    expect(results[0]).toMatchObject({ place: 2, errorPercent: 34.5, status: 'finished', epochs: null, seed: null })
    expect(results[0]!.network).toMatchObject({ stem: 'imagenet', block: 'x', classes: 1000, imageSize: 224 })
    expect(results[0]!.network.stages).toEqual([
      { depth: 1, width: 32, stride: 2, bottleneckRatio: 1, groupWidth: 8 },
      { depth: 2, width: 64, stride: 2, bottleneckRatio: 2, groupWidth: 16 },
    ])
  })

  it('may have a column per stage, shares, accuracies and other separators', () => {
    const text = 'd1;d2;w1;w2;val_acc;im_size;num_classes\n1;2;32;64;0.75;32;10\n'
    const { results, mapping } = read(text)
    expect(mapping.unit).toBe('accuracyShare')
    expect(results[0]).toMatchObject({ errorPercent: 25, network: { classes: 10, imageSize: 32 } })
    expect(results[0]!.network.stages.map(({ depth, width }) => [depth, width])).toEqual([
      [1, 32],
      [2, 64],
    ])
  })

  it('may have RegNet parameters, with b as the paper or pycls names it', () => {
    const paper = read('w_0,w_a,w_m,d,g,b,top1_err\n24,36.44,2.49,13,8,2,30\n').results[0]!
    const pycls = read('w0,wa,wm,d,g,b,top1_err\n24,36.44,2.49,13,8,0.5,30\n').results[0]!
    expect(paper.network).toEqual(pycls.network)
    expect(paper.regNet).toEqual({
      ...{ depth: 13, initialWidth: 24, widthSlope: 36.44, widthMultiplier: 2.49, bottleneckRatio: 2, groupWidth: 8 },
    })
    expect(read('model,error\nRegNetX-200MF,31.1\n').results[0]!.network.stages).toHaveLength(4)
  })

  it('is told line, column and value of what cannot be read, and the rest is read', () => {
    const text = `${lists}x 2,16 32,1 1,16 8,40\n2 2,16,1 1,16 8,\n"2\n2",16 30,1 1,16 8,140\n2 2,16 33,1 1,16 8,40\n`
    const found = read(text, ['bottleneckRatios=b', 'groupWidths=g'])
    expect(found.results).toHaveLength(2)
    expect(said(found)).toEqual([
      '4: column depths is x (not a number)',
      '5: column error: required',
      '6: column error is 140 (not an error between 0 and 100 %)',
      '8: column g is 8 (its 4 groups do not divide the inner width 33: take a divisor of 33)',
    ])
  })

  it('is refused if it is no table', () => {
    const refused = (text: string) => () => readResultTable(text)
    expect(refused('')).toThrow('no rows')
    expect(refused('a,b\n1\n')).toThrow('Line 2 has 1 cells, but there are 2 columns')
    expect(refused('a,a\n1,2\n')).toThrow('Two columns are called a')
    expect(refused('a,b\n"1,2\n')).toThrow('Line 2: a quotation mark is not closed')
    expect(refused('[1, 2]')).toThrow('Entry 1 of the list')
    expect(refused('{"a": 1')).toThrow('cannot be read as JSON')
    expect(() => read('widths,depths\n1,1\n')).toThrow('No column holds the error')
    expect(() => read(lists, ['eror=error'])).toThrow('did you mean error?')
    expect(() => read(lists, ['error=errors'])).toThrow('errors is not known')
  })

  it('has counts that are compared with those of its networks', () => {
    const { notes } = read('depths,widths,error,flops\n1 1,16 32,40,12345\n')
    expect(notes.map(englishText)).toEqual([expect.stringMatching(/flops differs .* in 1 of 1 rows \(row 2: 12345/)])
  })

  it('keeps a diverged run, tags, a note and why a run is left out', () => {
    const text =
      'depths,widths,error,status,tags,note,exclusion\n1 1,16 32,,diverged,a; b,"two\nlines",\n1 1,16 32,40,finished,,,"\'=broken"\n'
    expect(read(text).results).toMatchObject([
      { status: 'diverged', errorPercent: null, tags: ['a', 'b'], note: 'two\nlines', exclusion: null },
      { status: 'finished', errorPercent: 40, tags: [], note: '', exclusion: '=broken' },
    ])
  })
})

const net = {
  ds: [3, 4],
  ws: [16, 64],
  ss: [1, 2],
  bot_muls: [1, 0.5],
  num_gs: [1, 4],
  block_type: 'res_bottleneck_block',
}
const ofNds = (test_ep_top1: readonly number[]) => ({
  ...{ net, optim: { base_lr: 0.1, max_ep: 3 }, rng_seed: 7, test_ep_top1, min_test_top1: Math.min(...test_ep_top1) },
})
const cfg = {
  MODEL: { TYPE: 'regnet', NUM_CLASSES: 10 },
  REGNET: { DEPTH: 13, W0: 24, WA: 36.44, WM: 2.49, GROUP_W: 8, STEM_TYPE: 'res_stem_cifar', STEM_W: 16 },
  OPTIM: { MAX_EPOCH: 2, BASE_LR: 0.1 },
  TRAIN: { IM_SIZE: 32 },
  RNG_SEED: 5,
}
const epochs = { epoch: ['1/2', '2/2'], top1_err: [70, 61.5], min_top1_err: [70, 61.5] }

describe('Results of pycls and NDS', () => {
  it('are read from NDS, whose error is the lowest of all epochs', () => {
    const { table, results } = read(JSON.stringify({ top: [ofNds([40, 15, 15.2])], mid: [ofNds([50, 30, 25])] }))
    expect(table.format).toBe('nds')
    expect(results[0]).toMatchObject({
      errorPercent: 15,
      population: 'top',
      epochs: 3,
      errorCurve: [40, 15, 15.2],
      seed: 7,
    })
    expect(results[1]).toMatchObject({ place: 2, errorPercent: 25, population: 'mid' })
    expect(results[0]!.network).toMatchObject({ stem: 'cifar', classes: 10, imageSize: 32 })
    expect(results[0]!.network.stages[1]).toEqual({ depth: 4, width: 64, stride: 2, bottleneckRatio: 2, groupWidth: 8 })
  })

  it('are read from the sweep.json of pycls, which may have NaN', () => {
    const sweep = JSON.stringify([{ cfg, test_ema_epoch: epochs, train_epoch: { loss: [1, 0.123] }, log_file: 'a' }])
    const { table, results } = read(sweep.replace('0.123', 'NaN'))
    expect(table.format).toBe('pyclsSweep')
    expect(results[0]).toMatchObject({ errorPercent: 61.5, epochs: 2, seed: 5, errorCurve: [70, 61.5] })
    expect(results[0]!.network).toMatchObject({ stem: 'cifar', stemWidth: 16, classes: 10, imageSize: 32 })
    expect(results[0]!.regNet).toMatchObject({ depth: 13, widthSlope: 36.44 })
  })

  it('are read from logs of pycls one after another, as its own collection reads them', () => {
    const line = (data: object) => `[trainer.py: 12]: json_stats: ${JSON.stringify(data)}`
    const log = (error: number) => [
      ...['Config:', line({ _type: 'cfg', ...cfg }), line({ _type: 'train_iter', epoch: '1/2', loss: 3 })],
      line({ _type: 'test_epoch', epoch: '2/2', top1_err: error, min_top1_err: error }),
      line({ _type: 'test_epoch', epoch: '1/2', top1_err: 80, min_top1_err: 80 }),
    ]
    const { table, results } = read([...log(60), ...log(62)].join('\n'))
    expect(table.format).toBe('pyclsLog')
    expect(results.map(({ errorPercent, errorCurve }) => [errorPercent, errorCurve])).toEqual([
      [60, [80, 60]],
      [62, [80, 62]],
    ])
  })
})

it('reads any list of numbers in a cell, whatever separates it', () => {
  const separators = [' ', ',', ', ', ';', '/', ' | ']
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 16 }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(...separators),
      (depths, separator) => {
        const text = `depths,widths,error\n"[${depths.join(separator)}]",32,40\n`
        expect(read(text).results[0]!.network.stages.map(({ depth }) => depth)).toEqual(depths)
      },
    ),
  )
})

describe('The populations of results', () => {
  it('have spaces that hold their networks', () => {
    const { results } = read(lists, ['bottleneckRatios=b', 'groupWidths=g'])
    const { spaces, populations, notes } = resultPopulations(results, { title: 'mine' })
    expect(populations).toMatchObject([{ name: 'mine', space: 0, imageSize: 224, classes: 1000 }])
    expect(populations[0]!.results.every(({ draw }) => draw !== null)).toBe(true)
    expect(spaces[0]!.parameters).toMatchObject({
      depth: { low: 1, high: 2 },
      width: { low: 16, high: 64, quantum: 8 },
    })
    expect(englishText(notes[0]!)).toContain('How the networks were drawn is not known')
  })

  it('are divided where networks cannot be of one space', () => {
    const { results } = read('depths,widths,error,im_size\n1 1,16 32,40,32\n1 1 1,16 32 64,40,32\n1 1,16 16,40,64\n')
    const { populations, spaces } = resultPopulations(results, { title: 'mine' })
    expect(spaces.map(({ name }) => name)).toEqual(['mine', 'mine (2)'])
    expect(populations.map(({ space, imageSize }) => [space, imageSize])).toEqual([
      [0, 32],
      [0, 64],
      [1, 32],
    ])
  })
})

describe('Values of recipes', () => {
  const drawn = (text: string, changes: readonly string[] = []) => {
    const { results, mapping } = read(text, changes)
    const { populations } = resultPopulations(results, { title: 'theirs' })
    return { mapping, recipes: populations.map(({ recipes }) => recipes) }
  }

  it('are read as this program writes them and as pycls does, where they differ between runs', () => {
    const own = drawn(
      'd1,d2,w1,w2,error,recipe.baseLearningRate,recipe.weightDecay\n1,1,8,8,40,0.1,1e-4\n1,2,8,8,41,0.2,1e-4\n',
    )
    expect(own.recipes[0]!.draws).toEqual([{ baseLearningRate: 0.1 }, { baseLearningRate: 0.2 }])
    const entry = (rate: number, decay: number) => ({
      network: { depths: [1, 1], widths: [8, 8], strides: [1, 2] },
      ...{ error: 40, cfg: { OPTIM: { BASE_LR: rate, WEIGHT_DECAY: decay, MOMENTUM: 0.9 } } },
    })
    const { mapping, recipes } = drawn(JSON.stringify([entry(0.25, 5e-5), entry(1, 1e-3)]))
    expect(mapping.sources['recipe.momentum']).toBeUndefined()
    expect(recipes[0]).toMatchObject({
      draws: [
        { baseLearningRate: 0.25, weightDecay: 5e-5 },
        { baseLearningRate: 1, weightDecay: 1e-3 },
      ],
      sweep: { baseLearningRate: { law: 'choice', values: [0.25, 1] } },
    })
  })

  it('of more than twenty the range is told, and the recipe around them has room for them', () => {
    const rows = Array.from({ length: 21 }, (_, i) => `1,1,8,${8 * (i + 1)},40,${1 + i},${1e-5 * (i + 1)}`)
    const { recipe, sweep } = drawn(`d1,d2,w1,w2,error,warmup_epochs,ema_alpha\n${rows.join('\n')}\n`).recipes[0]!
    expect(sweep).toMatchObject({ warmupEpochs: { law: 'uniform', low: 1, high: 21 } })
    expect([recipe.epochs, recipe.ema?.alpha]).toEqual([21, 1e-5])
  })

  it('are no draws where a run has none, and refused where no recipe can have them', () => {
    const text = 'd1,d2,w1,w2,error,lr\n1,1,8,8,40,0.1\n1,2,8,8,41,\n1,3,8,8,42,0.3\n'
    expect(drawn(text).recipes[0]).toMatchObject({ sweep: undefined, draws: [null, null, null] })
    expect(() => drawn(text.replace('41,\n', '41,-1\n'))).toThrow('recipe.baseLearningRate: -1')
  })
})
