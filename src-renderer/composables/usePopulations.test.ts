import { createPinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import { createApp, effectScope } from 'vue'
import { verbatim } from '#shared/sentences/sentence.ts'
import { labKey } from '#renderer/lab/useLabClient.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { usePopulations } from './usePopulations.ts'

/** A lab with the populations 5 and 6, which belong to another study than the current one. */
const lab = {
  populations: {
    get: ({ id }: { id: number }) =>
      id < 7
        ? Promise.resolve({
            ...{ id, studyId: 2, spaceId: 20, name: `population ${id}`, seed: id },
            datasetHash: '',
            plan: { seed: id },
          })
        : Promise.reject(new Error(`There is no population ${id}.`)),
  },
  spaces: { list: () => Promise.resolve([{ id: 20, definition: { name: 'AnyNetX_A' } }]) },
}

/** The parts of a browser that the preferences need. */
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }))
vi.stubGlobal('document', { documentElement: { dataset: {} } })

it('shows populations of other studies beside a missing one, and reports which one that is', async () => {
  const app = createApp({})
  app.use(createPinia())
  app.provide(labKey, lab as never)
  const { shown, fault } = app.runWithContext(() => {
    useStudies().study = { id: 1 } as never
    const runs = { of: () => ({ rows: [], isComplete: true }), load: () => Promise.resolve() }
    return effectScope().run(() => usePopulations(() => [7, 5, 6], runs))!
  })
  await vi.waitFor(() => expect(fault.value).toEqual(verbatim('There is no population 7.')))
  expect(shown.value.map(({ id, space, name }) => [id, space.definition.name, name])).toEqual([
    [5, 'AnyNetX_A', 'A · population 5'],
    [6, 'AnyNetX_A', 'A · population 6'],
  ])
})
