import type { EventKind } from '#shared/contract/events.ts'

/**
 * The lab data held by the window, besides runs: the list of studies; the current study with its spaces and
 * populations; the queue.
 */
export type Held = 'studies' | 'study' | 'spaces' | 'populations' | 'queue'

const none = [] as const
/** Studies are listed by their last event. */
const study = ['studies', 'study'] as const
const spaces = [...study, 'spaces'] as const
const populations = [...study, 'populations'] as const
/** Everything that depends on which runs are waiting, and for how long. */
const queued = [...study, 'populations', 'queue'] as const
const trashed = [...study, 'queue'] as const

/** The data held by the window that an event makes stale. Runs are handled separately, by their ids. */
export const staleAfter: Readonly<Record<EventKind, readonly Held[]>> = {
  studyCreated: study,
  studyImported: ['studies', 'study', 'spaces', 'populations'],
  studyRenamed: study,
  planChanged: study,
  studyTrashed: trashed,
  studyRestored: trashed,
  studyRemoved: trashed,
  spaceAdded: spaces,
  spaceChanged: spaces,
  spaceDecided: spaces,
  spaceTrashed: spaces,
  spaceRestored: spaces,
  populationAdded: queued,
  populationGrown: queued,
  populationShrunk: queued,
  populationDecided: queued,
  populationRenamed: populations,
  populationTrashed: queued,
  populationRestored: queued,
  refinementBegun: study,
  refinementStep: study,
  // It decides the refined space.
  refinementDecided: spaces,
  refinementRemoved: study,
  timesMeasured: study,
  timesRemoved: study,
  reportAdded: study,
  reportChanged: study,
  reportTrashed: study,
  reportRestored: study,
  datasetAdded: none,
  datasetRenamed: none,
  datasetTrashed: none,
  datasetRestored: none,
  settingsChanged: ['queue'],
  filesMoved: none,
  labRestored: none,
  note: study,
  queued,
  started: queued,
  // The event itself carries the progress of the run, and no summary counts it.
  epoch: none,
  finished: queued,
  diverged: queued,
  stepsSkipped: none,
  crashed: queued,
  failed: queued,
  outOfMemory: queued,
  paused: queued,
  interrupted: queued,
  cancelled: queued,
  startedOver: queued,
  digestChanged: populations,
  reordered: [...study, 'queue'],
  prioritised: [...study, 'queue'],
  tagged: study,
  annotated: study,
  // Changes whether the run counts.
  excluded: populations,
  included: populations,
  pinned: study,
}

/** The union of what the events make stale. */
export const stale = (changes: readonly { readonly kind: EventKind }[]): ReadonlySet<Held> =>
  new Set(changes.flatMap(({ kind }) => staleAfter[kind]))
