import type { EventKind } from '#shared/contract/events.ts'

/** What the window holds of the lab, beside runs: the list of studies; of the study that is looked at, all; the queue. */
export type Held = 'studies' | 'study' | 'spaces' | 'populations' | 'queue'

const none = [] as const
/** Studies are listed by their last event. */
const study = ['studies', 'study'] as const
const spaces = [...study, 'spaces'] as const
const populations = [...study, 'populations'] as const
/** What decides which runs wait, and for how long. */
const queued = [...study, 'populations', 'queue'] as const
const trashed = [...study, 'queue'] as const

/** What an event makes stale of what the window holds. The runs that it is about are told by their ids. */
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
  populationRenamed: populations,
  populationTrashed: queued,
  populationRestored: queued,
  refinementBegun: study,
  refinementStep: study,
  // It decides the refined space.
  refinementDecided: spaces,
  refinementRemoved: study,
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
  // How far a run is comes with the event, and no summary counts it.
  epoch: none,
  finished: queued,
  diverged: queued,
  crashed: queued,
  failed: queued,
  paused: queued,
  interrupted: queued,
  cancelled: queued,
  startedOver: queued,
  digestChanged: populations,
  reordered: [...study, 'queue'],
  prioritised: [...study, 'queue'],
  tagged: study,
  annotated: study,
  // Whether it counts.
  excluded: populations,
  included: populations,
  pinned: study,
}

/** What events make stale, all of them together. */
export const stale = (changes: readonly { readonly kind: EventKind }[]): ReadonlySet<Held> =>
  new Set(changes.flatMap(({ kind }) => staleAfter[kind]))
