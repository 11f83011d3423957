import { beforeEach, expect, it, vi } from 'vitest'

const stored: Record<string, string> = {}
const methods = {
  getItem: (key: string) => stored[key] ?? null,
  setItem: (key: string, value: string) => void (stored[key] = value),
  removeItem: (key: string) => void Reflect.deleteProperty(stored, key),
}
// Its keys are the stored names, as with a Storage.
vi.stubGlobal('localStorage', new Proxy(stored, { get: (_, name) => methods[name as keyof typeof methods] }))
const held = new Set<string>()
const locks = {
  request(name: string, { signal }: { signal: AbortSignal }, act: () => unknown) {
    if (held.has(name)) return new Promise((_, reject) => signal.addEventListener('abort', reject))
    held.add(name)
    act()
    return new Promise(() => undefined)
  },
  query: () => Promise.resolve({ held: Array.from(held, (name) => ({ name })) }),
}
beforeEach(() => {
  for (const key of Object.keys(stored)) Reflect.deleteProperty(stored, key)
  held.clear()
})

/** A newly loaded window with the session storage of its tab; `close` acts like a crash. */
async function newWindow(tab = new Map<string, string>()) {
  vi.resetModules()
  const { tellWindowsApart, windowId } = await import('./openWindows.ts')
  const { labIs } = await import('./labMemory.ts')
  const { draftMemory } = await import('./draftMemory.ts')
  labIs('lab')
  const focus: (() => void)[] = []
  await tellWindowsApart({
    sessionStorage: { getItem: (key) => tab.get(key) ?? null, setItem: (key, value) => void tab.set(key, value) },
    navigator: { locks: locks as never },
    addEventListener: (_, listener) => focus.push(listener),
  })
  return {
    ...{ memory: draftMemory, tab, id: windowId() },
    close: () => held.delete(`regbench.window.${windowId()}`),
    focus: async () => {
      for (const listener of focus) listener()
      await Promise.resolve()
    },
  }
}

it('drafts of two windows are separate; each finds its own after a reload', async () => {
  const first = await newWindow()
  const second = await newWindow()
  first.memory.write('draft.note.1', 'first')
  second.memory.write('draft.note.1', 'second')
  first.close()
  second.close()
  expect((await newWindow(first.tab)).memory.read('draft.note.1')).toBe('first')
  expect((await newWindow(second.tab)).memory.read('draft.note.1')).toBe('second')
})

it('the draft of an open window is not shown in another; that of a closed one is taken over once', async () => {
  const first = await newWindow()
  const second = await newWindow()
  first.memory.write('draft.note.1', 'left')
  expect(second.memory.read('draft.note.1')).toBeNull()
  first.close()
  await second.focus()
  expect(second.memory.read('draft.note.1')).toBe('left')
  expect((await newWindow()).memory.read('draft.note.1')).toBeNull()
  second.memory.forget('draft.note.1')
  expect(Object.keys(stored)).toEqual([])
})

it('drafts from before windows were distinguished are found, and another draft is not mistaken for one', async () => {
  stored['regbench.lab.draft.note.1'] = 'of before'
  const { memory } = await newWindow()
  memory.write('draft.note.12', 'another')
  expect([memory.read('draft.note.1'), memory.read('draft.note.12')]).toEqual(['of before', 'another'])
})

it('a duplicated tab is a window of its own', async () => {
  const first = await newWindow()
  const copy = await newWindow(new Map(first.tab))
  expect(copy.id).not.toBe(first.id)
})
