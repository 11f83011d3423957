import { createLab } from '#main/testing/openLab.ts'
import { addFakePopulation, fakeLabOptions, untilEvent } from './fakeStudy.ts'

/**
 * A lab in a separate process that reports to its parent when a run holds, with the pids of its trainers, and is then
 * killed.
 */
const [dataDir, outlivesLab, checkpointEvery] = process.argv.slice(2)
const pids: number[] = []
const { startNodeTrainer } = await import('../nodeTrainer.ts')
const lab = await createLab(
  fakeLabOptions(dataDir!, {
    startTrainer(program) {
      const handle = startNodeTrainer(program)
      pids.push(handle.pid!)
      return handle
    },
  }),
)
addFakePopulation(lab, 4, {
  outlivesLab: outlivesLab === 'true',
  checkpointEvery: Number(checkpointEvery),
  faults: { 2: { kind: 'hold', epoch: 1, attempts: [1] } },
})
lab.start()
const held = lab.runs(1)[2]!.id
await untilEvent(lab, ({ kind, runId, data }) => kind === 'epoch' && runId === held && data.epoch === 1)
process.send!({ pids })
