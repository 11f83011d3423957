import { beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { sentence } from '#shared/sentences/sentence.ts'
import { labIs } from '#renderer/lab/labMemory.ts'
import { useEdited } from './edited.ts'

const memory = new Map<string, string>()
const leaving = new Set<() => void>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => memory.get(key) ?? null,
  setItem: (key: string, value: string) => memory.set(key, value),
  removeItem: (key: string) => memory.delete(key),
})
vi.stubGlobal('window', {
  addEventListener: (_: string, act: () => void) => leaving.add(act),
  removeEventListener: (_: string, act: () => void) => leaving.delete(act),
})
labIs('lab')
beforeEach(() => {
  memory.clear()
  leaving.clear()
})

/** The error with which the lab refuses an edit that is based on an outdated value. */
const changedMeanwhile = (now: string) =>
  Object.assign(new Error(), {
    code: 'changedMeanwhile',
    data: { ...sentence('nameChangedMeanwhile', { now }), now },
  })

/** A lab with one text, and pages on which it is edited, one after another. */
function lab(text: string) {
  const has = shallowRef(text)
  const saved: string[] = []
  /** The fate of a request: it arrives and is answered, arrives without an answer, or does not arrive. */
  let line: 'open' | 'unanswered' | 'broken' = 'open'
  function page(isSound: (value: string) => boolean = () => true) {
    const scope = effectScope()
    const edited = scope.run(() =>
      useEdited('note.1', {
        stored: () => has.value,
        normal: (value) => value.trim(),
        isSound,
        save: (value, before) => {
          if (line === 'broken') return Promise.reject(new Error('lost'))
          if (before !== has.value) return Promise.reject(changedMeanwhile(has.value))
          saved.push(`${before} → ${value}`)
          has.value = value.trim()
          return line === 'unanswered' ? new Promise(() => undefined) : Promise.resolve()
        },
      }),
    )!
    return { ...edited, leave: () => scope.stop() }
  }
  return { has, saved, page, lineIs: (now: typeof line) => (line = now) }
}
/** Kills the page, which then receives no further events. */
const kill = () => leaving.clear()

it('typed text is restored after a crash, and then stored in the lab', async () => {
  const { has, page } = lab('')
  const before = page()
  before.value.value = 'typed'
  await nextTick()
  kill()
  expect(has.value).toBe('')
  const after = page()
  expect([after.value.value, has.value]).toEqual(['typed', 'typed'])
  await vi.waitFor(() => expect(memory.size).toBe(0))
})

it('leaving the page stores the last typed text, and so does leaving the screen', () => {
  const { saved, page } = lab('')
  const reloaded = page()
  reloaded.value.value = 'a'
  for (const act of [...leaving]) act()
  kill()
  const left = page()
  left.value.value = 'b'
  left.leave()
  expect(saved).toEqual([' → a', 'a → b'])
})

it('text that the lab stored without answering is not sent again, whatever was typed after it', async () => {
  const { saved, page, lineIs } = lab('')
  lineIs('unanswered')
  const before = page()
  before.value.value = 'sent'
  void before.store()
  before.value.value = 'sent, and more'
  await nextTick()
  kill()
  lineIs('open')
  const after = page()
  expect([after.value.value, after.theirs.value]).toEqual(['sent, and more', undefined])
  expect(saved).toEqual([' → sent', 'sent → sent, and more'])
})

it('text that could not be stored is kept, on this page and the next', async () => {
  const { has, page, lineIs } = lab('old')
  lineIs('broken')
  const before = page()
  before.value.value = 'new'
  await expect(before.store()).rejects.toThrow('lost')
  expect(before.value.value).toBe('new')
  kill()
  lineIs('open')
  page()
  expect(has.value).toBe('new')
})

it('another window’s text is shown if nothing was typed, and never replaces typed text', async () => {
  const { has, page } = lab('one')
  const edited = page()
  has.value = 'two'
  await nextTick()
  expect(edited.value.value).toBe('two')
  edited.value.value = 'mine'
  await nextTick()
  has.value = 'three'
  await nextTick()
  expect(edited.value.value).toBe('mine')
})

it('text typed over an outdated value waits for a decision', async () => {
  const { has, saved, page } = lab('one')
  page().value.value = 'mine'
  await nextTick()
  kill()
  has.value = 'two'
  const after = page()
  expect([after.value.value, after.theirs.value]).toEqual(['mine', { now: 'two' }])
  after.leave()
  expect(saved).toEqual([])
  const again = page()
  again.discard()
  expect([again.value.value, again.theirs.value, memory.size]).toEqual(['two', undefined, 0])
  again.leave()
  expect(saved).toEqual([])
})

it('the lab’s normalised form does not replace typed text', async () => {
  const { has, page } = lab('')
  const edited = page()
  edited.value.value = 'two words '
  await edited.store()
  await nextTick()
  expect([has.value, edited.value.value, memory.size]).toEqual(['two words', 'two words ', 0])
})

it('invalid text is kept and not sent', async () => {
  const { saved, page } = lab('title')
  const edited = page((value) => value !== '')
  edited.value.value = ''
  await nextTick()
  await edited.store()
  edited.leave()
  expect(saved).toEqual([])
  expect(page((value) => value !== '').value.value).toBe('')
})

it('another window’s text is not replaced unseen: both versions are kept until one is chosen', async () => {
  const { has, saved, page } = lab('one')
  const first = page()
  first.value.value = 'mine'
  await nextTick()
  has.value = 'theirs'
  await nextTick()
  await first.store()
  expect([has.value, first.value.value, first.theirs.value]).toEqual(['theirs', 'mine', { now: 'theirs' }])
  // Neither typing on nor leaving the page decides: the next page asks again.
  first.value.value = 'mine, longer'
  await nextTick()
  await first.store()
  for (const act of [...leaving]) act()
  kill()
  const next = page()
  expect([has.value, next.value.value, next.theirs.value]).toEqual(['theirs', 'mine, longer', { now: 'theirs' }])
  await next.insist()
  expect([has.value, next.theirs.value, saved, memory.size]).toEqual([
    ...['mine, longer', undefined, ['theirs → mine, longer'], 0],
  ])
})

it('another window’s text can be accepted, and further typing is based on it', async () => {
  const { has, page } = lab('one')
  const edited = page()
  edited.value.value = 'mine'
  await nextTick()
  has.value = 'theirs'
  await edited.store()
  edited.discard()
  expect([edited.value.value, edited.theirs.value]).toEqual(['theirs', undefined])
  edited.value.value = 'theirs, and mine'
  await edited.store()
  expect(has.value).toBe('theirs, and mine')
})

it('text sent before the last answer is based on the text sent before, or on the lab’s if that did not arrive', async () => {
  const { has, saved, page, lineIs } = lab('')
  const edited = page()
  edited.value.value = 'a'
  const first = edited.store()
  edited.value.value = 'ab'
  await Promise.all([first, edited.store()])
  expect([has.value, edited.theirs.value]).toEqual(['ab', undefined])
  edited.value.value = 'abc'
  lineIs('broken')
  const lost = edited.store()
  lineIs('open')
  edited.value.value = 'abcd'
  const next = edited.store()
  await expect(lost).rejects.toThrow('lost')
  await next
  expect([has.value, edited.theirs.value]).toEqual(['abcd', undefined])
  expect(saved).toEqual([' → a', 'a → ab', 'ab → abcd'])
})
