import { followLifeline } from '#main/trainer/process/lifeline.ts'

/** A trainer that hears nothing from the moment it is ready: it waits in its one thread for what never comes. */
followLifeline()
process.send!({ type: 'ready', pid: process.pid }, () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
})
