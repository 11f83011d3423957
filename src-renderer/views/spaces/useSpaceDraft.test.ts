import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { computed, effectScope, shallowRef } from 'vue'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { presets, scales, scaleSpace } from '#shared/designspaces/presets.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { labIs } from '#renderer/lab/labMemory.ts'
import { useSpaceDraft } from './useSpaceDraft.ts'

const memory = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => memory.get(key) ?? null,
  setItem: (key: string, value: string) => memory.set(key, value),
  removeItem: (key: string) => memory.delete(key),
})
vi.stubGlobal('window', { addEventListener: () => undefined, removeEventListener: () => undefined })
vi.mock('#renderer/i18n/texts.ts', () => ({ useText: () => ({ t: (key: string) => key }) }))
const change = vi.fn<(edit: { definition: DesignSpace }) => Promise<{ definition: DesignSpace }>>()
vi.mock('#renderer/lab/useLabClient.ts', () => ({ useLabClient: () => ({ spaces: { change } }) }))
labIs('lab')

const definition = scaleSpace(presets.AnyNetX_A, scales.tiny16)
const renamed = { ...definition, name: 'Another name' }
beforeEach(() => {
  memory.clear()
  vi.useFakeTimers()
  setActivePinia(createPinia())
})
afterEach(() => vi.useRealTimers())

/** The draft of a space whose new name has already been typed. */
function typed(next: DesignSpace = renamed) {
  const space = shallowRef({ id: 1, definition } as StudySpace)
  const draft = effectScope().run(() =>
    useSpaceDraft(
      computed(() => space.value),
      () => false,
    ),
  )!
  draft.change(next)
  return draft
}

it('stores what the lab accepts', async () => {
  change.mockImplementation((edit) => Promise.resolve(edit))
  expect(await typed().store()).toBe(true)
})

it('does not store what the lab refuses, what another window changed, or what has faults; a retry tries again', async () => {
  change.mockRejectedValueOnce(new Error('refused'))
  const refused = typed()
  expect(await refused.store()).toBe(false)
  change.mockImplementation((edit) => Promise.resolve(edit))
  expect([await refused.store(), refused.refusal.value]).toEqual([true, undefined])

  memory.clear()
  const now = { ...definition, name: 'Theirs' }
  const data = { ...sentence('nameChangedMeanwhile', { now: 'Theirs' }), now }
  change.mockRejectedValueOnce(Object.assign(new Error(), { code: 'changedMeanwhile', data }))
  const late = typed()
  expect([await late.store(), late.theirs.value]).toEqual([false, { now }])

  memory.clear()
  expect(await typed({ ...definition, name: '' }).store()).toBe(false)
})
