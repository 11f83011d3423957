import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { must, type Family } from '../family.ts'
import { answersOf } from '../lab/answers.ts'
import { stillOptions, withLab } from '../lab/client.ts'
import { contentsOf, copy, lostOf } from '../lab/files.ts'
import { prepared } from '../lab/fixtures.ts'
import { difference } from '../lab/judge.ts'
import { healthyAnswers } from '../lab/known.ts'

const places = [
  ...['weights/mine.pth', 'weights/run-1.safetensors.bak', 'weights/run-77.safetensors', 'weights/a/b.bin'],
  ...['runs/1/notes.txt', 'runs/1/attempt-1/notes.txt', 'runs/3/attempt-1/checkpoint-9-9.safetensors'],
  ...['runs/77/attempt-1/weights.safetensors', 'runs/exp3/events.out', 'pilot-notes/a.md', 'pilot-aB3xYz/a.md'],
  ...['cache/mine.txt', 'backups/mine.sqlite', 'notes.md', 'lab.sqlite.bak', 'unknown-2026/x'],
]

/** The user's files in the folder of a lab. */
export const strangers: Family = {
  id: 'strangers',
  promise: 'What else lies in the folder of a lab is kept, also when its studies are removed',
  trials: 200,
  limitMs: 60_000,
  async run(_, { folder, fixtures, random }) {
    const finished = join(fixtures, prepared.finished)
    const healthy = await healthyAnswers(finished, folder)
    const lab = copy(finished, join(folder, 'lab'))
    const mine = new Map<string, string>()
    for (let left = random.between(1, 6); left > 0; left--) {
      const path = random.pick(places)
      mkdirSync(join(lab, dirname(path)), { recursive: true })
      writeFileSync(join(lab, path), `precious ${path}`)
    }
    for (const [path, contents] of contentsOf(lab)) if (places.includes(path)) mine.set(path, contents)
    const keeps = (when: string) => {
      const lost = lostOf(mine, contentsOf(lab))
      must(lost.length === 0, `gone after ${when}: ${lost.join(', ')}`)
    }
    await withLab(stillOptions(lab), async (_lab, client) => {
      const answers = new Map(await answersOf(client))
      // Moving files adds an event to its log.
      answers.set('changes', healthy.get('changes')!)
      const differs = difference(healthy, answers)
      must(differs === undefined, `the lab is another: ${differs}`)
    })
    keeps('opening')
    await withLab(stillOptions(lab), async (_lab, client) => {
      await client.studies.trash({ id: 1 })
      await client.studies.remove({ id: 1 })
    })
    keeps('removing its study')
    await withLab(stillOptions(lab), () => Promise.resolve())
    keeps('opening again')
  },
}
