import { followLifeline } from '#main/trainer/process/lifeline.ts'

/** A trainer that processes no messages once it is ready: its only thread waits forever. */
followLifeline()
process.send!({ type: 'ready', pid: process.pid }, () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
})
