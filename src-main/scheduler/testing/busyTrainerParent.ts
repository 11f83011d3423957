import { join } from 'node:path'
import { startNodeTrainer } from '../nodeTrainer.ts'

/** A process with a busy trainer; reports the trainer's pid to its own parent and ends the trainer on any message. */
const trainer = startNodeTrainer({ node: process.execPath, entry: join(import.meta.dirname, 'busyTrainer.ts') })
trainer.onExit((reason) => process.send!({ ended: reason }))
trainer.onMessage(() => process.send!({ pid: trainer.pid }))
process.on('message', () => trainer.end())
