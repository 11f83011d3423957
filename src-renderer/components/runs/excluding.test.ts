import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LabClient } from '#renderer/lab/client.ts'
import { excluding } from './excluding.ts'

/** A lab whose runs have the reasons of `rows`. */
function fakeLab(rows: readonly { id: number; exclusion: string | null }[]) {
  const reasons = new Map(rows.map(({ id, exclusion }) => [id, exclusion]))
  type Asked = { id: number; reason: string | null; basedOn: string | null }
  const exclude = ({ runs }: { runs: Asked[] }) => {
    for (const { id, reason, basedOn } of runs) {
      expect(basedOn).toBe(reasons.get(id))
      reasons.set(id, reason)
    }
    return Promise.resolve([])
  }
  return { reasons, client: { runs: { exclude } } as unknown as LabClient }
}

const reason = fc.option(fc.constantFrom('disk full', 'wrong images'))

it('gives runs the reason, and undo restores that of each run', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(reason), reason, async (reasons, wanted) => {
      const rows = reasons.map((exclusion, id) => ({ id, exclusion }))
      const lab = fakeLab(rows)
      const step = excluding(lab.client, () => undefined, { rows, reason: wanted, text: String })
      const changed = reasons.filter((given) => given !== wanted).length
      expect(step?.text).toBe(changed === 0 ? undefined : String(changed))
      for (let i = 0; i < 2; i++) {
        await step?.redo()
        expect([...lab.reasons.values()]).toEqual(reasons.map(() => wanted))
        await step?.undo()
        if (step) expect([...lab.reasons.values()]).toEqual(reasons)
      }
    }),
  )
})
