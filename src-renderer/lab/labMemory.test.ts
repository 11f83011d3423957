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

/** The memory of a window that has just been loaded, over the storage that every window of the address shares. */
async function newWindow() {
  vi.resetModules()
  return import('./labMemory.ts')
}

it('what is remembered of a lab is there in its next window, and not in that of another lab', async () => {
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

it('nothing is remembered before it is known of which lab', async () => {
  const { labIs, labIsKnown, lastingMemory } = await newWindow()
  expect(() => lastingMemory.read('openStudies')).toThrow('Too early')
  labIs('a')
  await labIsKnown
  expect(lastingMemory.read('openStudies')).toBeNull()
})

it('another lab in the place of the one that was known is told', async () => {
  const { labIs } = await newWindow()
  expect(['a', 'a', 'b'].map(labIs)).toEqual([true, true, false])
})
