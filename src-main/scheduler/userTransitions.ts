import type { RunStatus } from '#shared/contract/scope.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { release } from '#main/store/tables/released.ts'
import { changeRuns, type RunChange } from '#main/store/tables/runTransitions.ts'
import type { Scope } from '#main/store/tables/scope.ts'
import { forgetProgress } from './recordMessage.ts'
import type { Records } from './records.ts'
import { attemptsPath } from './runFiles.ts'

/** The change of a run for each status in which the action is allowed. */
type Move = Partial<Record<RunStatus, RunChange & { status: 'queued' | 'paused' | 'cancelled' }>>

const cancelled = { status: 'cancelled', checkpointPath: null } as const
const again = { status: 'queued', crashes: 0, reason: null, digest: null, finishedAt: null } as const
const anew = { ...again, checkpointPath: null } as const

/** User actions on runs that no trainer is working on. */
export const moves = {
  pause: { queued: { status: 'paused' } },
  resume: { paused: { status: 'queued' }, interrupted: { status: 'queued' } },
  cancel: { queued: cancelled, paused: cancelled, interrupted: cancelled },
  /** Runs that ended without a result; failed ones resume from their checkpoint. */
  retry: { failed: again, interrupted: again, diverged: anew, cancelled: anew },
  /** Unfinished runs start over, discarding their progress. */
  startOver: { failed: anew, interrupted: anew, paused: anew, cancelled: anew, diverged: anew },
  trainAgain: { finished: { status: 'queued', pinned: true, finishedAt: null, weightsPath: null } },
} as const satisfies Record<string, Move>

/** Applies an action to the runs of a scope, logs it for each, and returns the ids of the changed runs. */
export function moveRuns({ db, now }: Records, scope: Scope, move: keyof typeof moves): number[] {
  const changes: Move = moves[move]
  return db.transaction(() =>
    Object.entries(changes).flatMap(([from, change]) => {
      const moved = changeRuns(db, scope, [from as RunStatus], change)
      if (change === anew) {
        for (const id of moved) forgetProgress(db, id)
        if (move === 'startOver') insertEvent(db, { kind: 'startedOver', runIds: moved, data: {}, at: now() })
      }
      if (change === cancelled || move === 'startOver') release(db, moved.map(attemptsPath))
      insertEvent(db, { kind: change.status, runIds: moved, at: now() })
      return moved
    }),
  )()
}
