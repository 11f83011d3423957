import { expect, it } from 'vitest'
import { storedExclusion } from '#shared/sentences/exclusion.ts'
import { sentence, verbatim } from '#shared/sentences/sentence.ts'
import type { RunCourse } from '#shared/contract/runs.ts'
import { failureGroups } from './failureGroups.ts'

const run = (id: number, status: RunCourse['status'], text?: string) =>
  ({ id, status, reason: text === undefined ? null : verbatim(text) }) as RunCourse

it('groups runs by status and reason, ignoring numbers, failures first, without what was dropped early', () => {
  const rows = [
    run(1, 'finished'),
    run(2, 'diverged', 'The loss was NaN in epoch 3.'),
    run(3, 'failed', 'It asked for 2.6 GB, 1.9 GB were free.'),
    run(4, 'cancelled'),
    run(5, 'diverged', 'The loss was NaN in epoch 11.'),
    run(6, 'failed', 'The file is gone.'),
    run(7, 'failed', 'It asked for 3.1 GB, 0.4 GB were free.'),
    run(8, 'running'),
    { ...run(9, 'cancelled'), exclusion: storedExclusion(sentence('droppedAfter', { epoch: 1, epochs: 4 })) },
  ]
  expect(failureGroups(rows).map(({ status, runIds }) => [status, runIds])).toEqual([
    ['failed', [3, 7]],
    ['failed', [6]],
    ['diverged', [2, 5]],
    ['cancelled', [4]],
  ])
})
