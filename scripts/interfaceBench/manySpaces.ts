import type { Browser } from '@playwright/test'
import { parseDesignSpace } from '#shared/designspaces/parse.ts'
import { drawOf } from '#shared/designspaces/draw.ts'
import { presets, scales, scaleSpace } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/samplePopulation.ts'
import type { Lab } from '#main/testing/openLab.ts'
import { insertRefinement } from '#main/store/refinements.ts'
import { insertSpace } from '#main/store/spaces.ts'
import { finishAll, plan, regime } from './fillLab.ts'
import { tasksDuring } from './mainThread.ts'
import type { PageWatch } from './pageWatch.ts'
import type { Line } from './table.ts'
import { longTasksOf, openPage } from './window.ts'

// Of the page, in functions that run there.
declare const window: { benchWatch: PageWatch }

/** A study of many spaces. */
export interface ManySpaces {
  studyId: number
  populationIds: number[]
  refinementId: number
}

/** How many spaces, and how many populations of them, evenly spread. */
interface Sizes {
  spaces: number
  populations: number
}
/** Networks of each population. */
const networks = 12
/** Of each space so many refine it. */
const branches = 3
/** What blocks the window for longer is felt. */
const longestTask = 100

/** Fills an empty lab with a study of many spaces of own names and populations of some of them; errors are made up. */
export function fillSpaces(lab: Lab, { spaces, populations }: Sizes = { spaces: 300, populations: 75 }): ManySpaces {
  const { db } = lab.core
  const studyId = lab.createStudy({ name: 'Made-up errors of many spaces', definition: null, plan, classes: 10 })
  const root = scaleSpace(presets.AnyNetX_A, scales.tiny16)
  const definitions = Array.from({ length: spaces }, (_, i) =>
    parseDesignSpace({
      ...root,
      ...(i > 0 && { id: `space-${i}`, name: `Narrower by ${i}` }),
      constraints: i > 0 ? [{ id: 'totalDepthRange', max: 20 + (i % 40) }] : [],
    }),
  )
  const ids: number[] = []
  for (const [i, definition] of definitions.entries()) {
    const parentId = i === 0 ? null : ids[Math.floor((i - 1) / branches)]!
    ids.push(insertSpace(db, { studyId, parentId, definition, createdAt: 1.7e12 + i }))
  }
  const populationIds = Array.from({ length: populations }, (_, n) => {
    const i = Math.floor((n * spaces) / populations)
    const space = definitions[i]!
    const sample = samplePopulation({ space, regime, count: networks, seed: n + 1 }).networks
    const id = lab.addPopulation({
      ...{ studyId, spaceId: ids[i]!, name: space.name, seed: n + 1, plan, datasetHash: 'made up' },
      networks: sample.map((candidate, position) => ({
        ...{ network: candidate.network, draw: drawOf(candidate), seed: position, plan: 'cpu' },
      })),
    })
    finishAll(lab, studyId, id, sample, n / 10)
    return id
  })
  const refinementId = insertRefinement(db, {
    ...{ studyId, spaceId: ids[0]!, refinedSpaceId: null, step: 'look', state: {}, decision: null, reason: null },
    ...{ createdAt: 1.7e12, changedAt: 1.7e12 },
  })
  return { studyId, populationIds, refinementId }
}

/** What the views of a study of many spaces ask of the window's main thread. */
export async function* measureSpaces(browser: Browser, address: string, filled: ManySpaces): AsyncGenerator<Line> {
  const { studyId, populationIds, refinementId } = filled
  const study = `#/study/${studyId}`
  const all = populationIds.join()
  const views = [
    ['home', '#/', 'main table'],
    ['spaces', `${study}/spaces`, 'main svg path'],
    ['populations', `${study}/population`, 'main table, main li, main canvas'],
    ['explore', `${study}/explore?populations=${all}`, 'main [role=grid] [role=gridcell]'],
    ['compare', `${study}/compare?populations=${all}`, 'main canvas'],
    ['compare, two chosen', `${study}/compare`, 'main canvas'],
    ['refine', `${study}/refine`, 'main button'],
    ['wizard', `${study}/refine?refinement=${refinementId}`, 'main h1'],
    ['networks', `${study}/network`, 'main table'],
    ['reports', `${study}/reports`, 'main button'],
  ] as const
  const page = await openPage(browser, address)
  for (const [name, hash, ready] of views) {
    await page.evaluate(() => sessionStorage.clear())
    await page.goto(`${new URL(address).origin}/#/settings`)
    await page.reload()
    await page.evaluate(() => window.benchWatch.quiet(600, 20_000))
    let note = ''
    const { longest } = await tasksDuring(browser, async () => {
      const seen = await page.evaluate(([to, sign]) => window.benchWatch.visit(to, sign), [hash, ready] as const)
      note = longTasksOf(seen)
    })
    yield { what: `${name}, many spaces: longest task`, value: longest, target: longestTask, note }
  }
  await page.close()
}
