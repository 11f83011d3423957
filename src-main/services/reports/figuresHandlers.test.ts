import { afterEach, beforeEach, expect, it } from 'vitest'
import { figureIds } from '#shared/figures/figureParameters.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { transports, type Connected } from '../testing/transports.ts'

const newFolder = temporaryFolders()
let lab: Lab
let connected: Connected
beforeEach(async () => {
  lab = await createLab(fakeLabOptions(newFolder()))
  connected = await transports['a port in memory']!(lab)
})
afterEach(async () => {
  await connected.close()
  await lab.close()
})

it('figures of the sample study: what it lacks, drawn, and as files', async () => {
  const { client } = connected
  const { id: studyId } = await client.studies.openSample()
  const populations = await client.populations.list({ studyId })
  const asked = { studyId, populationIds: populations.map(({ id }) => id), language: 'en' as const }

  const lacks = await client.figures.lacks(asked)
  expect(Object.keys(lacks)).toEqual(figureIds)
  expect(lacks.edf).toBeNull()
  expect(lacks.condition).toMatchObject({ key: 'figureNeedsBoth' })

  const order = { ...asked, figure: 'networkTable' as const, parameters: { count: 2 }, width: 174 }
  const table = await client.figures.draw(order)
  expect(table).toMatchObject({ svg: null, caption: expect.stringContaining('The best networks') as string })
  expect('table' in table && table.table.rows).toHaveLength(2 * populations.length)
  const csv = await (await client.figures.file({ ...order, format: 'csv' })).text()
  expect(csv.trim().split('\r\n')).toHaveLength(1 + 2 * populations.length)

  const edf = await client.figures.draw({ ...order, figure: 'edf', parameters: {} })
  expect('svg' in edf && edf.svg).toMatch(/^<svg [^>]*width="174mm"/)
  const alone = { ...order, populationIds: asked.populationIds.slice(0, 1), figure: 'edfDifference' as const }
  expect(await client.figures.draw({ ...alone, parameters: {} })).toMatchObject({ lack: { key: 'figureNeedsPair' } })
  await expect(client.figures.file({ ...alone, parameters: {}, format: 'csv' })).rejects.toThrow(/compares two/)
}, 60_000)
