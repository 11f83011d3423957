import type { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { presets } from '#shared/designspaces/presets.ts'
import { publishedNetwork, publishedRegNets } from '#shared/networks/published/publishedRegNets.ts'
import { limits } from '#shared/schema/limits.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { contract } from './contract.ts'
import { blobSchema } from './binary.ts'
import { errorCodes } from './errors.ts'

interface Described {
  '~orpc': { inputSchema?: z.ZodType; meta: { reads?: boolean } }
}
const procedures = Object.entries(contract).flatMap(([group, members]) =>
  Object.entries(members).map(
    ([name, member]) => [`${group}.${name}`, (member as unknown as Described)['~orpc']] as const,
  ),
)
const schemas = new Map<string, z.ZodType>(
  procedures.flatMap(([name, { inputSchema }]) => (inputSchema ? [[name, inputSchema]] : [])),
)

const plan = {
  imageSize: 32,
  dataset: { kind: 'synthetic', seed: 1, imageSize: 32, trainCount: 100, testCount: 50 },
  recipe: recipeSchema.parse({}),
  flops: { low: 2e5, high: 6e5 },
  ...{ perSpace: 4, seed: 1, provider: 'cpu', lowering: 'cpu-1' },
}
const request = { spaceId: 1, name: 'first', count: 4, seed: 7, plan, keepWeights: { keep: 'best', count: 2 } }
const document = {
  ...{ title: 'Report', language: 'en', populationIds: [1] },
  blocks: [
    { kind: 'text', text: 'A' },
    { kind: 'heading', text: 'B' },
    { kind: 'figure', figure: 'edf', caption: 'C' },
  ],
}
const file = new File(['x'], 'x.regbench')
const network = publishedNetwork(publishedRegNets[0]!)
const of = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { id: 1 }]))

const conditions = {
  ...{ mode: 'training', batchSize: 8, provider: 'cpu', plan: 'cpu-1', device: 'CPU', driver: null },
  ...{ threads: 1, onnxruntime: '1' },
}

const asked = { studyId: 1, populationIds: [1], language: 'en' }
const mapping = {
  sources: { error: { columns: ['top1'] }, widths: { columns: ['w1', 'w2'] }, classes: { value: 10 } },
  unit: 'percent',
}

/** An input with every key for each procedure that takes one. */
const inputs: Record<string, object> = {
  'system.providers': { again: true },
  'system.changeSettings': { changes: { trainers: 4 }, basedOn: { trainers: null } },
  'system.folder': { path: '/data' },
  'system.restore': { backup: 'lab-1.sqlite' },
  'changes.since': { cursor: 0, limit: 100 },
  'changes.log': { studyId: 1, before: 2, here: true, limit: 10 },
  'studies.list': { trashed: true },
  'studies.createFromFile': { text: 'name: a' },
  'studies.runFile': { text: 'name: a' },
  'studies.run': { id: 1, text: 'name: a', spaceIds: [1] },
  'studies.trainNetwork': { name: 'one', network, plan },
  'studies.rename': { id: 1, name: 'other', basedOn: 'study' },
  'studies.note': { id: 1, text: 'seen' },
  'studies.exportBundle': { id: 1, weights: false },
  'studies.retrain': { id: 1, count: 2, seed: 0 },
  'studies.importBundle': { file },
  'studies.previewResults': { file, mapping, space: 'AnyNetX_A' },
  'studies.importResults': { file, mapping, space: { base: 'AnyNetX_A' }, name: 'theirs', leavesOut: true },
  'spaces.list': { studyId: 1 },
  'spaces.add': { studyId: 1, parentId: null, definition: presets.AnyNetX_A },
  'spaces.change': { id: 1, definition: presets.AnyNetX_A, basedOn: presets.AnyNetX_A },
  'spaces.decide': { id: 1, state: 'accepted', reason: 'better', basedOn: { state: 'draft', reason: null } },
  'populations.list': { studyId: 1, trashed: true },
  'populations.forecast': request,
  'populations.pilot': request,
  'populations.add': { request, further: [], start: true },
  'populations.forecastGrowth': { id: 1, count: 4 },
  'populations.forecastFile': { text: 'name: quick' },
  'populations.pilotFile': { text: 'name: quick' },
  'populations.grow': { id: 1, count: 4, start: false },
  'populations.addLists': {
    ...{ studyId: 1, networks: { Given: ['RegNetX-200MF', { widths: [8] }] }, plan },
    ...{ keepWeights: { keep: 'none' }, start: true },
  },
  'populations.replicate': { runIds: [1, 2], seeds: 5, epochs: null, start: true },
  'populations.shrink': { id: 1, count: 4 },
  'populations.rename': { id: 1, name: 'other', basedOn: 'first' },
  'runs.table': { populationIds: [1], after: 1, limit: 10, details: 'outlines' },
  'runs.rows': { runIds: [1] },
  'runs.act': { scope: { populationId: 1 }, action: 'retry' },
  'runs.reorder': { runIds: [1], before: 2 },
  'runs.prioritise': { scope: {}, priority: 1 },
  'runs.tag': { runIds: [1], add: ['odd'], remove: ['even'] },
  'runs.exclude': { runs: [{ id: 1, reason: 'wrong images', basedOn: null }] },
  'runs.annotate': { id: 1, note: 'seen', basedOn: '' },
  'runs.exportOnnx': { id: 1, opset: 17 },
  'datasets.list': { trashed: true },
  'datasets.preview': { spec: plan.dataset },
  'datasets.progress': { spec: plan.dataset },
  'datasets.samples': { spec: plan.dataset, perClass: 2, seed: 3 },
  'datasets.add': { name: 'mine', spec: plan.dataset },
  'datasets.rename': { id: 1, name: 'other', basedOn: 'mine' },
  'refinements.list': { studyId: 1 },
  'refinements.begin': { studyId: 1, spaceId: 2 },
  'refinements.save': { id: 1, step: 'look', refinedSpaceId: null, state: {}, evidence: {}, basedOn: {} },
  'refinements.decide': { id: 1, decision: 'accepted', reason: 'better', evidence: {}, basedOn: {} },
  'timings.list': { studyId: 1 },
  'timings.measure': {
    ...{
      studyId: 1,
      populationIds: [1],
      published: ['ResNet-50'],
      networks: 20,
      provider: 'cpu',
      modes: ['inference'],
      batchSizes: [1, 64],
    },
    ...{ threads: 1, rounds: 5, pauseQueue: true },
  },
  'timings.remove': { studyId: 1, published: false, conditions },
  'inspections.pair': { first: 1, second: 2 },
  'inspections.look': { id: 1, worst: 8, anew: true },
  'inspections.tested': { runIds: [1, 2] },
  'inspections.finalTests': { runIds: [1, 2] },
  'refinements.tried': { studyId: 1 },
  'reports.list': { studyId: 1 },
  'reports.add': { studyId: 1, document },
  'reports.change': { id: 1, document, basedOn: document },
  'reports.render': { studyId: 1, document, format: 'html' },
  'reports.font': { text: 'abc' },
  'figures.lacks': asked,
  'figures.draw': { ...asked, figure: 'edf', parameters: {}, width: 84 },
  'figures.file': { ...asked, figure: 'edf', parameters: {}, width: 84, format: 'svg' },
  ...of('studies.get', 'studies.trash', 'studies.restore', 'studies.remove', 'spaces.trash', 'spaces.restore'),
  ...of('populations.get', 'populations.halving', 'populations.trash', 'populations.restore'),
  ...of('datasets.trash', 'datasets.restore'),
  ...of('runs.get', 'runs.stepLosses', 'runs.keepWeights', 'runs.unpin', 'runs.operatorGraph'),
  ...of('inspections.known', 'inspections.progress'),
  ...of('refinements.get', 'refinements.remove', 'reports.trash', 'reports.restore'),
}

/** Defaults of optional keys. */
const leftOut: Record<string, unknown> = {
  'system.providers again': false,
  'changes.log here': false,
  'changes.log limit': 100,
  'studies.list trashed': false,
  'studies.exportBundle weights': true,
  'populations.list trashed': false,
  'populations.add further': [],
  'runs.table after': 0,
  'runs.table limit': 2000,
  'runs.table details': 'rows',
  'runs.exportOnnx opset': 17,
  'inspections.look worst': 32,
  'inspections.look anew': false,
  'datasets.list trashed': false,
  'datasets.samples perClass': 8,
  'datasets.samples seed': 1,
  ...Object.fromEntries(
    [
      ...[
        'system.folder path',
        'changes.log studyId',
        'changes.log before',
        'studies.run text',
        'studies.run spaceIds',
      ],
      'refinements.save evidence',
    ].map((key) => [key, undefined]),
  ),
}

const accepts = (name: string, input: unknown) => schemas.get(name)!.safeParse(input).success

describe.each([...schemas.keys()])('%s', (name) => {
  const input = inputs[name] as Record<string, unknown>
  it('accepts a valid input unchanged', () => {
    expect(schemas.get(name)!.parse(input)).toEqual(input)
  })
  it('refuses an unknown key', () => {
    expect(accepts(name, { ...input, unknown: 1 })).toBe(false)
  })
  it('refuses a missing key, or uses its default', () => {
    for (const key of Object.keys(input)) {
      const rest = Object.fromEntries(Object.entries(input).filter(([other]) => other !== key))
      const found = schemas.get(name)!.safeParse(rest)
      const known = `${name} ${key}` in leftOut
      expect(found.success, key).toBe(known)
      if (known) expect((found.data as Record<string, unknown>)[key]).toEqual(leftOut[`${name} ${key}`])
    }
  })
})

const text = (length: number) => 'x'.repeat(length)
const ids = (length: number) => Array.from({ length }, (_, i) => i + 1)
const excluded = (length: number, change: object = {}) =>
  ids(length).map((one) => ({ id: one, reason: 'odd', basedOn: null, ...change }))
const id = [[1], [0, 1.5, -1, '1', null]] as const
const called = (most: number) =>
  [
    [text(1), text(most)],
    ['', ' ', text(most + 1), 7],
  ] as const
const counted = (least: number, most: number) =>
  [
    [least, most],
    [least - 1, most + 1, least + 0.5],
  ] as const

/** Inputs that differ from those above in one place: the last valid values, and the first invalid ones. */
const edges: Record<string, Record<string, readonly [good: readonly unknown[], bad: readonly unknown[]]>> = {
  'system.changeSettings': {
    'changes.trainers': [
      [1, 256, null],
      [0, 257, 1.5],
    ],
  },
  'system.restore': { backup: [[text(200), null], [text(201)]] },
  'changes.since': { cursor: [[0], [-1, 0.5]], limit: counted(1, 10_000) },
  'changes.log': { studyId: id, before: id, limit: counted(1, 1000) },
  'studies.get': { id },
  'studies.createFromFile': { text: [[text(limits.textLength)], [text(limits.textLength + 1)]] },
  'studies.run': {
    id,
    text: [[''], [text(limits.textLength + 1)]],
    spaceIds: [
      [ids(1), ids(limits.spaces)],
      [[], ids(limits.spaces + 1), [0]],
    ],
  },
  'studies.note': { text: called(10_000) },
  'studies.rename': { name: called(200) },
  'studies.retrain': {
    count: counted(1, limits.runs),
    seed: [
      [0, Number.MAX_SAFE_INTEGER],
      [-1, 0.5],
    ],
  },
  'studies.importBundle': { file: [[file], [new Blob(['x']), {}, 'x']] },
  'spaces.add': {
    studyId: id,
    parentId: [
      [1, null],
      [0, '1'],
    ],
  },
  'spaces.decide': {
    state: [['draft', 'accepted', 'rejected'], ['']],
    reason: [[text(10_000), '', null], [text(10_001)]],
  },
  'populations.forecast': {
    ...{ spaceId: id, name: called(200), count: counted(1, 10_000) },
    seed: [
      [0, Number.MAX_SAFE_INTEGER, null],
      [-1, 0.5],
    ],
    keepWeights: [
      [{ keep: 'all' }, { keep: 'none' }, { keep: 'best', count: 1 }],
      [
        { keep: 'best' },
        { keep: 'best', count: 0 },
        { keep: 'all', count: 1 },
        { keep: 'none', count: 1 },
        { keep: 'some' },
        {},
      ],
    ],
  },
  'populations.addLists': {
    networks: [
      [{}, { A: ['x', {}] }],
      [{ A: [] }, { A: [1] }, { '': ['x'] }, ['x']],
    ],
    'plan.imageSize': counted(8, 1024),
    'plan.perSpace': counted(1, 10_000),
    'plan.seed': [
      [0, Number.MAX_SAFE_INTEGER],
      [-1, 0.5],
    ],
    'plan.provider': [['x'], ['']],
    'plan.lowering': [['x', undefined], ['']],
    'plan.flops': [
      [null, { low: 0, high: 1 }, { low: 1, high: 1 }],
      [{ low: 2, high: 1 }, { low: -1, high: 1 }, { low: 0, high: 0 }, { low: 0, high: 1, unit: 'M' }, 3],
    ],
    'plan.unknown': [[], [1]],
  },
  'populations.grow': { count: counted(1, 10_000), start: [[true, false], ['yes']] },
  'populations.replicate': {
    runIds: [
      [ids(1), ids(100)],
      [[], ids(101), [0]],
    ],
    seeds: counted(1, 100),
    epochs: [
      [1, 1_000_000, null],
      [0, 1_000_001, 1.5],
    ],
    start: [[true, false], ['yes']],
  },
  'populations.rename': { name: called(200) },
  'runs.table': {
    populationIds: [
      [ids(1), ids(1000)],
      [[], ids(1001), [0]],
    ],
    after: [[0], [-1, 0.5]],
    limit: counted(1, 20_000),
    details: [['outlines', 'courses', 'rows'], ['all']],
  },
  'runs.rows': {
    runIds: [
      [[], ids(5000)],
      [ids(5001), [0]],
    ],
  },
  'runs.act': {
    action: [['pauseNow', 'pauseAfterEpoch', 'resume', 'cancel', 'retry', 'startOver'], ['stop']],
    scope: [
      [{}, { studyId: 1 }, { populationId: 1 }, { runIds: ids(1) }, { runIds: ids(100_000) }],
      [{ studyId: 0 }, { runIds: [] }, { runIds: ids(100_001) }, { runId: 1 }, { studyId: 1, populationId: 1 }],
    ],
  },
  'runs.reorder': { runIds: [[ids(1)], [[]]], before: [[1, null], [0]] },
  'runs.prioritise': {
    priority: [
      [-1e6, 0, 1e6],
      [-1e6 - 1, 1e6 + 1, 0.5],
    ],
  },
  'runs.tag': {
    runIds: [[ids(1)], [[]]],
    add: [
      [[], [text(50)]],
      [[''], [' '], [text(51)]],
    ],
    remove: [[[], ['']], [[1]]],
  },
  'runs.exclude': {
    runs: [
      [
        excluded(1),
        excluded(100_000),
        excluded(1, { reason: null, basedOn: 'odd' }),
        excluded(1, { reason: text(limits.word) }),
      ],
      [
        ...[excluded(0), excluded(100_001), excluded(1, { id: 0 }), excluded(1, { reason: undefined })],
        ...[excluded(1, { reason: ' ' }), excluded(1, { reason: text(limits.word + 1) }), excluded(1, { more: 1 })],
      ],
    ],
  },
  'runs.annotate': { note: [['', text(10_000)], [text(10_001)]] },
  'runs.exportOnnx': { opset: [[17], [1, 99]] },
  'datasets.samples': { perClass: counted(1, 32), seed: [[0], [-1, 0.5]] },
  'datasets.add': { name: called(200) },
  'datasets.rename': { name: called(200) },
  'refinements.save': {
    step: [['sample', 'look', 'resample', 'compare', 'decide'], ['end']],
    ...{ refinedSpaceId: [[1, null], [0]], state: [[{ a: 1 }], [{ a: 1n }, 3]], evidence: [[{ a: 1 }], [{ a: 1n }]] },
  },
  'refinements.decide': { decision: [['accepted', 'rejected'], ['draft']], reason: called(10_000) },
  'reports.add': {
    'document.title': called(300),
    'document.language': [['en', 'ko'], ['de']],
    'document.populationIds': [
      [ids(1), ids(20)],
      [[], ids(21)],
    ],
    'document.blocks': [
      [
        [],
        [{ kind: 'text', text: text(50_000) }],
        [{ kind: 'heading', text: text(300) }],
        [{ kind: 'figure', figure: 'verdict', caption: text(2000) }],
      ],
      [
        [{ kind: 'text', text: text(50_001) }],
        [{ kind: 'heading', text: text(301) }],
        [{ kind: 'figure', figure: 'verdict', caption: text(2001) }],
        [{ kind: 'figure', figure: 'pie', caption: '' }],
        ...[[{ kind: 'text' }], [{ kind: 'heading' }], [{ kind: 'figure', figure: 'edf' }], [{}]],
        ...[[{ kind: 'text', text: '', at: 1 }], [{ kind: 'heading', text: '', at: 1 }]],
      ],
    ],
    'document.unknown': [[], [1]],
  },
  'reports.render': { format: [['html', 'csv', 'json'], ['pdf']] },
  'reports.font': { text: [['', text(20_000)], [text(20_001)]] },
}

/** A copy with another value at a path of keys joined by dots. */
function changed(input: unknown, path: string, value: unknown): unknown {
  const [key, ...rest] = path.split('.')
  const given = input as Record<string, unknown>
  return { ...given, [key!]: rest.length === 0 ? value : changed(given[key!], rest.join('.'), value) }
}
const shown = (value: unknown) => (typeof value === 'bigint' ? `${value}n` : String(value)).slice(0, 40)

describe.each(
  Object.entries(edges).flatMap(([name, keys]) =>
    Object.entries(keys).map(([key, both]) => [name, key, both] as const),
  ),
)('%s by its %s', (name, key, [good, bad]) => {
  it.each(good.map((value) => [shown(value), value] as const))('accepts %s', (_, value) => {
    expect(accepts(name, changed(inputs[name], key, value))).toBe(true)
  })
  it.each(bad.map((value) => [shown(value), value] as const))('refuses %s', (_, value) => {
    expect(accepts(name, changed(inputs[name], key, value))).toBe(false)
  })
})

it('names are trimmed', () => {
  for (const [name, key] of [
    ...[
      ['studies.rename', 'name'],
      ['studies.note', 'text'],
      ['populations.rename', 'name'],
      ['datasets.add', 'name'],
    ],
    ...[
      ['datasets.rename', 'name'],
      ['refinements.decide', 'reason'],
      ['populations.forecast', 'name'],
    ],
  ] as [string, string][]) {
    const found = schemas.get(name)!.parse(changed(inputs[name], key, ' a b ')) as Record<string, unknown>
    expect(found[key], name).toBe('a b')
  }
  const tagged = schemas.get('runs.tag')!.parse({ runIds: [1], add: [' odd '], remove: [] })
  expect(tagged).toMatchObject({ add: ['odd'] })
  const titled = schemas.get('reports.add')!.parse(changed(inputs['reports.add'], 'document.title', ' T '))
  expect(titled).toMatchObject({ document: { title: 'T' } })
})

it('bytes are a Blob or a File', () => {
  for (const bytes of [file, new Blob(['x'])]) expect(blobSchema.safeParse(bytes).success).toBe(true)
  for (const other of [new Uint8Array(1), {}, 'x', null]) expect(blobSchema.safeParse(other).success).toBe(false)
})

it('all other procedures take no input', () => {
  const others = procedures.filter(([, { inputSchema }]) => !inputSchema).map(([name]) => name)
  expect(others).toEqual([
    ...['system.info', 'system.storage', 'system.health', 'system.backUp', 'system.checkStorage', 'changes.watch'],
    ...['studies.sampleSpaces', 'studies.openSample', 'queue.status', 'queue.start', 'queue.stop'],
    ...['timings.published', 'timings.predictions', 'timings.status', 'timings.stop'],
  ])
})

it('errors of the caller have a 4xx status, all others a 5xx status', () => {
  const statuses = Object.entries(contract.queue.status['~orpc'].errorMap).map(([code, error]) => [code, error.status])
  expect(Object.fromEntries(statuses)).toEqual({
    ...Object.fromEntries(errorCodes.map((code) => [code, 500])),
    ...{ notFound: 404, invalid: 400, changedMeanwhile: 409 },
  })
})

it('reading procedures are retried after a lost connection, changing ones are not', () => {
  const reads = procedures.filter(([, { meta }]) => meta.reads).map(([name]) => name)
  const verbs =
    /\.(add|change|rename|trash|restore|remove|create|createFromFile|run|runFile|note|decide|save|begin|grow|shrink|act|tag|start|stop)$/
  expect(reads.filter((name) => verbs.test(name))).toEqual([])
  expect(
    procedures.filter(([name, { meta }]) => /\.(get|list|log|since|status|info)$/.test(name) && !meta.reads),
  ).toEqual([])
})
