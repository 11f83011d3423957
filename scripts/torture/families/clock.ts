import { join } from 'node:path'
import { must, type Family } from '../family.ts'
import { withFakeLab } from '../lab/client.ts'
import { readDigests, trainAll } from '../lab/fixtures.ts'
import { mustComeTo } from '../lab/keeps.ts'
import { letWork } from '../lab/work.ts'

const year = 365.25 * 86_400_000
const clocks = [
  ...[`shift:${-10 * year}`, `shift:${20 * year}`, `shift:${-40 * year}`, `shift:${-3_600_000}`, 'shift:3600000'],
  ...['stopped:0', 'stopped:1e12', `jumps:${year}`, `jumps:${-20 * year}`, 'jumps:-5000'],
]
const preload = new URL('../lab/shiftedClock.ts', import.meta.url).href

/** Wrong, stopped or jumping clocks, between kills. */
export const clock: Family = {
  id: 'clock',
  promise: 'A clock that is wrong, stands or jumps changes no result and makes nothing take less than no time',
  trials: 60,
  limitMs: 120_000,
  async run(_, { folder, fixtures, random }) {
    const lab = join(folder, 'lab')
    const seen: string[] = []
    for (let left = random.between(1, 3); left > 0; left--) {
      const wrong = random.pick(clocks)
      seen.push(wrong)
      const options = { folder: lab, deeds: join(folder, 'deeds'), env: { TORTURE_CLOCK: wrong } }
      const killAfterMs = random.between(200, 1500)
      const deeds = await letWork('train', { ...options, killAfterMs, execArgv: ['--import', preload] })
      const error = deeds.find((deed) => deed.error !== undefined)?.error
      must(error === undefined, `${seen.join(', ')}: ${error}`)
    }
    await withFakeLab(lab, async (opened, client) => {
      const study = opened.findStudy('study')
      if (!study || opened.populations(study.id).length === 0) return
      await trainAll(opened)
      mustComeTo(opened, study.id, readDigests(fixtures).work)
      const status = await client.queue.status()
      must(
        (status.timeLeftMs?.[0] ?? 0) >= 0 && status.finishedLastHour <= 8,
        `${seen.join(', ')}: ${JSON.stringify(status)}`,
      )
      for (const { id } of opened.runs(1)) {
        const { durationMs } = await client.runs.get({ id })
        must(durationMs >= 0, `${seen.join(', ')}: run ${id} took ${durationMs} ms`)
      }
    })
  },
}
