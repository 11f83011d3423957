import { afterEach, beforeEach, expect, it } from 'vitest'
import { comparisonTasks } from '#shared/analysis/comparisonTasks.ts'
import { unpackRuns } from '#shared/contract/packedRuns.ts'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunRow } from '#shared/contract/runs.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { compareSpaces, type SpaceComparison } from '#shared/refinement/comparison/compareSpaces.ts'
import { judgeStep } from '#shared/refinement/comparison/judgeStep.ts'
import { lineageOrder } from '#shared/refinement/comparison/lineageOrder.ts'
import { pooledSide } from '#shared/refinement/comparison/pooledSide.ts'
import type { Side } from '#shared/refinement/comparison/sides.ts'
import { speakingRuns } from '#shared/refinement/comparison/speakingRuns.ts'
import { analyse } from '#main/reports/analysis.ts'
import type { StudyReport } from '#main/reports/studyReport.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { comparedFirst } from '#renderer/lib/populations/comparedFirst.ts'
import { comparedPair } from '#renderer/views/compare/comparedPair.ts'
import { shownSides } from '#renderer/views/compare/shownSides.ts'
import { lineageOf } from '#renderer/views/home/studyOverview.ts'
import { watchedSides } from '#renderer/views/monitor/watchedSides.ts'
import { measuredRuns } from '#renderer/views/refine/measuredRuns.ts'
import { compareQuery, wizardSides } from '#renderer/views/refine/wizardSides.ts'
import { lineageNumbers, stepChange } from '#renderer/views/spaces/spaceNumbers.ts'
import { DatasetReader } from '../datasets/datasetReader.ts'
import { reportData } from '../reports/reportData.ts'
import { finishRuns, measuredStudy } from '../testing/measuredStudy.ts'
import { transports, type Connected } from '../testing/transports.ts'

const newFolder = temporaryFolders()
let lab: Lab
let connected: Connected
let spaces: StudySpace[]
let populations: PopulationSummary[]
let rowsOf: (populationId: number) => RunRow[]

beforeEach(async () => {
  lab = await createLab(fakeLabOptions(newFolder()))
  connected = await transports['a port in memory']!(lab)
  const { client } = connected
  const studyId = await measuredStudy(lab, client)
  spaces = await client.spaces.list({ studyId })
  populations = await client.populations.list({ studyId })
  const { rows } = await client.runs.table({ populationIds: populations.map(({ id }) => id), details: 'rows' })
  const all = unpackRuns(rows, 'rows')
  rowsOf = (populationId) => all.filter((row) => row.populationId === populationId)
})
afterEach(async () => {
  await connected.close()
  await lab.close()
})

/** What a screen shows for the refined space against the first. */
interface Answer {
  newer: number
  older: number
  /** Change of the mean error. */
  change: number
  /** P(new beats old), with its range. */
  value: number
  low: number
  high: number
  isBetter: boolean
}
const answerOf = (
  [newer, older]: readonly [number, number],
  { beats, meanDifference }: Pick<SpaceComparison, 'beats' | 'meanDifference'>,
  isBetter: boolean,
): Answer => ({ newer, older, change: meanDifference.value, ...beats, isBetter })
const compared = (newer: readonly number[], older: readonly number[]): Answer => {
  const found = compareSpaces(newer, older)
  return answerOf([newer.length, older.length], found, found.verdict === 'better')
}
const studyId = () => spaces[0]!.studyId
const [rootOf, refinedOf] = [() => spaces[0]!, () => spaces[1]!]

function wizard(): Answer {
  const sides = wizardSides(rootOf().id, refinedOf().id, spaces, populations)!
  const runsOf = ({ populations: own }: Side<PopulationSummary>) =>
    measuredRuns(speakingRuns(own.flatMap(({ id }) => rowsOf(id))))
  const [older, newer] = [runsOf(sides.older), runsOf(sides.newer)]
  const { comparison, verdict: found } = judgeStep(
    { space: rootOf().definition, runs: older },
    { space: refinedOf().definition, runs: newer },
    { imageSize: 16, classes: 10, convention: 'paper', flops: populations[0]!.plan.flops! },
  )
  return answerOf([newer.length, older.length], comparison, found === 'better')
}

function compare(ids: readonly number[], pairIds: readonly number[], apart = false): Answer {
  const shown = ids.map((id) => {
    const summary = populations.find((population) => population.id === id)!
    const space = spaces.find((known) => known.id === summary.spaceId)!
    return {
      ...{ id, summary, space, rows: rowsOf(id), name: '', fullName: '', studyName: null },
      isComplete: true,
      mark: undefined!,
    }
  })
  const sides = lineageOrder(
    shownSides(shown, apart, () => undefined),
    spaces,
  )
  const own = shown.map(({ summary }) => summary)
  const { newer, older } = comparedPair(sides, pairIds, spaces, own)!
  const weighed = ({ rows }: typeof newer) =>
    rows.map(({ flops, parameters, activations, errorPercent }) => ({
      complexity: { flops, parameters, activations },
      errorPercent: errorPercent!,
    }))
  const { comparison } = comparisonTasks.comparePair({
    ...{ ids: [newer.id, older.id], newer: weighed(newer), older: weighed(older), bandKind: 'pointwise' },
  })
  return answerOf([newer.errors.length, older.errors.length], comparison, comparison.verdict === 'better')
}

const numbersOf = (text: string | undefined) => text?.split(',').map(Number) ?? []

async function report(): Promise<{ headline: Answer; step: Answer; answer: string }> {
  const populationIds = populations.map(({ id }) => id)
  const document = { title: 'R', language: 'en' as const, populationIds, blocks: [] }
  const file = await connected.client.reports.render({ studyId: studyId(), document, format: 'json' })
  const found = JSON.parse(await file.text()) as StudyReport & {
    analysis: { verdict: { answer: string } }
  }
  const { headline, steps } = analyse(found)
  const answer = ({ newer, older, comparison, verdict }: NonNullable<typeof headline>) =>
    answerOf([newer.errors.length, older.errors.length], comparison, verdict === 'better')
  return { headline: answer(headline!), step: answer(steps.at(-1) as never), answer: found.analysis.verdict.answer }
}

/** The answer as the command line computes it from its lab. */
async function commandLine(): Promise<Answer> {
  const document = { populationIds: populations.map(({ id }) => id), language: 'en' } as const
  const { newer, older, comparison, verdict } = analyse(
    await reportData(lab.core, new DatasetReader(lab.core), studyId(), document),
  ).headline!
  return answerOf([newer.errors.length, older.errors.length], comparison, verdict === 'better')
}

it('every screen gives the same answer to one question on one study', async () => {
  const pooled = ({ populations: own }: Side<PopulationSummary>) => {
    const { errors } = pooledSide({ id: 0, spaceId: 0, key: '', populations: own }, ({ id }) => rowsOf(id))
    return errors
  }
  const { newer, older } = wizardSides(rootOf().id, refinedOf().id, spaces, populations)!
  const query = compareQuery(newer.populations, older.populations)
  const { known, steps } = lineageNumbers(spaces, populations, rowsOf)
  const step = steps.get(refinedOf().id)!
  const arrow = stepChange(step.newer.errors, step.older.errors)!
  const watched = watchedSides(populations.at(-1)!, spaces, populations)
  const home = lineageOf(spaces, populations, rowsOf).at(-1)!
  const reported = await report()
  const answers: Record<string, Answer> = {
    wizard: wizard(),
    'wizard, opened in Compare': compare(numbersOf(query.populations), numbersOf(query.pair)),
    Compare: compare(comparedFirst(spaces, populations), []),
    Spaces: answerOf([step.newer.errors.length, step.older.errors.length], arrow, arrow.isGain),
    Monitor: compared(pooled(watched.own), pooled(watched.above!)),
    Home: compared(home.step!.newer.errors, home.step!.older.errors),
    'report, headline': reported.headline,
    'report, table': reported.step,
    'command line': await commandLine(),
  }
  const first = answers['wizard']!
  expect(first).toMatchObject({ newer: 12, older: 34, isBetter: true })
  expect(answers).toEqual(Object.fromEntries(Object.keys(answers).map((screen) => [screen, first])))

  expect([known.get(rootOf().id)!.errors.length, home.numbers!.n]).toEqual([34, 12])
  expect(reported.answer).toMatch(/^AnyNetX_A, w grows is the better space/)
  // Asked of single populations, the question has other answers; screens ask it only when showing populations
  // separately.
  const ids = populations.map(({ id }) => id)
  const single = ids.slice(0, 3).map((id) => compare(ids, [ids[3]!, id], true))
  expect(single.map(({ older: n, isBetter }) => [n, isBetter])).toEqual([
    [10, true],
    [8, expect.any(Boolean)],
    [16, false],
  ])
})

it('a sample drawn twice counts once', async () => {
  const { client } = connected
  const again = populations[2]!
  const stored = lab.runs(again.id)
  // As other versions and imports left it; now the lab refuses to draw a sample twice.
  const id = lab.addPopulation({
    ...{ studyId: again.studyId, spaceId: again.spaceId, name: 'again', seed: again.seed },
    ...{ plan: again.plan, datasetHash: again.datasetHash },
    networks: stored.map(({ network, draw, seed, plan }) => ({ network, draw, seed, plan })),
  })
  finishRuns(lab, id, (position) => stored[position]!.errorPercent!)
  const all = await client.populations.list({ studyId: studyId() })
  const page = await client.runs.table({ populationIds: all.map((one) => one.id), details: 'outlines' })
  const rows = unpackRuns(page.rows, 'outlines')
  const { steps } = lineageNumbers(spaces, all, (populationId) =>
    rows.filter((row) => row.populationId === populationId),
  )
  expect(steps.get(refinedOf().id)!.older.errors).toHaveLength(34)
  expect(steps.get(refinedOf().id)!.older.populations).toHaveLength(4)
})

it('runs sampled to add missing networks count on their side', async () => {
  const { client } = connected
  const sides = () => wizardSides(rootOf().id, refinedOf().id, spaces, populations)!
  const { plan } = sides().newer.populations[0]!
  const request = {
    spaceId: refinedOf().id,
    name: 'more',
    count: 5,
    seed: null,
    plan,
    keepWeights: { keep: 'none' },
  } as const
  const { id } = await client.populations.add({ request, start: false })
  finishRuns(lab, id, (position) => 35 + position)
  populations = await client.populations.list({ studyId: studyId() })
  expect(sides().newer.populations.map((one) => one.id)).toContain(id)
  const { rows } = await client.runs.table({
    populationIds: sides().newer.populations.map((one) => one.id),
    details: 'rows',
  })
  expect(
    pooledSide(sides().newer, (one) => unpackRuns(rows, 'rows').filter((row) => row.populationId === one.id)).errors,
  ).toHaveLength(17)
})
