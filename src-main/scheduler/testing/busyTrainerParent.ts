import { join } from 'node:path'
import { startNodeTrainer } from '../nodeTrainer.ts'

/** A process with a trainer that hears nothing; it tells its own parent the trainer's pid, and then whatever it is told. */
const trainer = startNodeTrainer({ node: process.execPath, entry: join(import.meta.dirname, 'busyTrainer.ts') })
trainer.onExit((reason) => process.send!({ ended: reason }))
trainer.onMessage(() => process.send!({ pid: trainer.pid }))
process.on('message', () => trainer.end())
