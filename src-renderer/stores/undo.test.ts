import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { useUndo } from './undo.ts'

beforeEach(() => setActivePinia(createPinia()))

it('keys that are faster than the lab take back one step after another, none twice', async () => {
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
