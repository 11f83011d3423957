import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { sentence } from '#shared/sentences/sentence.ts'
import { replacing, useUndo } from './undo.ts'

beforeEach(() => setActivePinia(createPinia()))

it('shortcuts faster than the lab undo one step after another, none twice', async () => {
  const undo = useUndo()
  const done: string[] = []
  for (const name of ['first', 'second'])
    await undo.perform({
      text: name,
      redo: () => Promise.resolve(done.push(`redo ${name}`)),
      undo: async () => {
        await Promise.resolve()
        done.push(`undo ${name}`)
      },
    })
  done.length = 0
  await Promise.all([undo.undo(), undo.undo(), undo.undo(), undo.redo()])
  expect(done).toEqual(['undo second', 'undo first', 'redo first'])
  expect([undo.canUndo, undo.canRedo]).toEqual([true, true])
  undo.dismiss()
})

it('undoes what was done here and never what somebody else did since', async () => {
  const undo = useUndo()
  let name = 'first'
  const put = (to: string, basedOn: string) => {
    if (name !== basedOn) {
      const data = { ...sentence('nameChangedMeanwhile', { now: name }), now: name }
      return Promise.reject(Object.assign(new Error(), { code: 'changedMeanwhile', data }))
    }
    // Normalised as by the lab.
    name = to.trim()
    return Promise.resolve(name)
  }
  const rename = (to: string) => undo.perform({ text: to, ...replacing(name, to, put) })
  let other = 0
  await undo.perform({ text: 'other', redo: () => Promise.resolve(other++), undo: () => Promise.resolve(other--) })
  await rename('second ')
  await undo.undo()
  await undo.redo()
  expect(name).toBe('second')
  name = 'theirs'
  await undo.undo()
  expect([name, undo.failure?.key]).toEqual(['theirs', 'nameChangedMeanwhile'])
  // A step that can never be undone does not block the others.
  await undo.undo()
  expect([name, other, undo.failure, undo.canRedo]).toEqual(['theirs', 0, undefined, true])
  undo.dismiss()
})
