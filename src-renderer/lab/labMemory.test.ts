import { beforeEach, expect, it, vi } from 'vitest'

const stored = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => stored.set(key, value),
  removeItem: (key: string) => stored.delete(key),
})
beforeEach(() => {
  stored.clear()
})

/** The memory of a newly loaded window, over the storage shared by all windows of the address. */
async function newWindow() {
  vi.resetModules()
  return import('./labMemory.ts')
}

it('what is remembered for a lab is found by its next window, but not for another lab', async () => {
  const first = await newWindow()
  first.labIs('a')
  first.lastingMemory.write('draft.space.3', 'of a')
  const other = await newWindow()
  other.labIs('b')
  expect(other.lastingMemory.read('draft.space.3')).toBeNull()
  other.lastingMemory.write('draft.space.3', 'of b')
  other.lastingMemory.forget('draft.space.3')
  const again = await newWindow()
  again.labIs('a')
  expect(again.lastingMemory.read('draft.space.3')).toBe('of a')
})

it('nothing can be remembered before the lab is known', async () => {
  const { labIs, labIsKnown, lastingMemory } = await newWindow()
  expect(() => lastingMemory.read('openStudies')).toThrow('Too early')
  labIs('a')
  await labIsKnown
  expect(lastingMemory.read('openStudies')).toBeNull()
})

it('reports that another lab answers than before', async () => {
  const { labIs } = await newWindow()
  expect(['a', 'a', 'b'].map(labIs)).toEqual([true, true, false])
})
