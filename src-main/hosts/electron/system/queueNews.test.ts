import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sentence } from '#shared/sentences/sentence.ts'
import { QueueWatch } from './queueNews.ts'
import { idleQueue, trainingQueue } from '../testing/connectedLab.ts'

const training = (ended: { finished?: number; failed?: number; diverged?: number } = {}) => {
  const status = trainingQueue(4)
  return { ...status, runs: { ...status.runs, ...ended } }
}
const idle = (ended: { finished?: number; failed?: number; diverged?: number } = {}) => ({
  ...idleQueue,
  runs: { ...idleQueue.runs, ...ended },
})
const full = sentence('diskFull', { folder: '/lab' })

it('a queue that was done before is no news', () => {
  const watch = new QueueWatch()
  expect(watch.look(idle({ finished: 40, failed: 3 }))).toBeUndefined()
  expect(watch.look(training({ finished: 40, failed: 3 }))).toBeUndefined()
})

it('the end of the queue reports the outcomes of networks since training started', () => {
  const watch = new QueueWatch()
  watch.look(training({ finished: 40, failed: 3 }))
  expect(watch.look(idle({ finished: 42, failed: 3, diverged: 1 }))).toEqual({
    ...{ kind: 'done', finished: 2, diverged: 1, failed: 0 },
  })
  expect(watch.look(idle({ finished: 42, failed: 3, diverged: 1 }))).toBeUndefined()
})

it('failed networks are reported once until training starts again', () => {
  const watch = new QueueWatch()
  watch.look(training())
  expect(watch.look(training({ failed: 2 }))).toEqual({ kind: 'failed', count: 2 })
  expect(watch.look(training({ failed: 3 }))).toBeUndefined()
  // The user stops the queue: nothing is over, and the earlier failures are known.
  expect(
    watch.look({ ...idle({ failed: 3 }), isRunning: false, runs: { ...idleQueue.runs, failed: 3, queued: 2 } }),
  ).toBe(undefined)
  watch.look(training({ failed: 3 }))
  expect(watch.look(training({ failed: 4 }))).toEqual({ kind: 'failed', count: 1 })
})

it('the reason why the queue stopped is reported once, and again when it stops again', () => {
  const watch = new QueueWatch()
  watch.look(training())
  const stopped = { ...idle(), isRunning: false, fault: full, runs: { ...idleQueue.runs, queued: 4 } }
  expect(watch.look(stopped)).toEqual({ kind: 'stopped', reason: full })
  expect(watch.look(stopped)).toBeUndefined()
  watch.look(training())
  expect(watch.look(stopped)).toEqual({ kind: 'stopped', reason: full })
})

it('however networks fail, a training reports it at most twice', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { maxLength: 40 }), (failures) => {
      const watch = new QueueWatch()
      let failed = 0
      const news = [watch.look(training())]
      for (const more of failures) news.push(watch.look(training({ failed: (failed += more) })))
      news.push(watch.look(idle({ failed })))
      const kinds = news.filter((one) => one !== undefined).map(({ kind }) => kind)
      expect(kinds).toEqual(failed > 0 ? ['failed', 'done'] : [])
    }),
  )
})
