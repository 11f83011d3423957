import {
  Ban,
  Check,
  CircleOff,
  CirclePause,
  CirclePlus,
  CircleSlash,
  CircleX,
  Database,
  FileText,
  Filter,
  ListChecks,
  ListMinus,
  ListPlus,
  MemoryStick,
  NotebookPen,
  PencilLine,
  SkipForward,
  Timer,
  Trash2,
  Unplug,
  WavesVertical,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { EventKind } from '#shared/contract/events.ts'

/** The logs in the window: recent events of the whole lab, and the history of a study. */
export type Log = 'lab' | 'study'

/** How an event is shown; its text is that of its kind in the messages `log.kinds`. */
interface Showing {
  readonly symbol: Component
  readonly in: readonly Log[]
  /** Combines consecutive events of the kind into one line: all of them, or those with the same reason. */
  readonly grouped?: 'all' | 'byReason'
}

const both = ['lab', 'study'] as const
const ofLab = ['lab'] as const
const ofStudy = ['study'] as const

/** How each kind of event is shown in the logs; null: in none. */
export const shownEvents = {
  studyCreated: { symbol: CirclePlus, in: both },
  studyImported: { symbol: CirclePlus, in: both },
  studyRenamed: { symbol: PencilLine, in: both },
  planChanged: { symbol: PencilLine, in: ofStudy },
  studyTrashed: { symbol: Trash2, in: ofLab },
  studyRestored: { symbol: CirclePlus, in: ofLab },
  studyRemoved: null,
  spaceAdded: { symbol: CirclePlus, in: both },
  spaceChanged: { symbol: PencilLine, in: ofStudy },
  spaceDecided: { symbol: Check, in: both },
  spaceTrashed: { symbol: Trash2, in: ofStudy },
  spaceRestored: { symbol: CirclePlus, in: ofStudy },
  populationAdded: { symbol: CirclePlus, in: both },
  populationGrown: { symbol: ListPlus, in: both },
  populationShrunk: { symbol: ListMinus, in: both },
  populationDecided: { symbol: Check, in: both },
  populationRenamed: null,
  populationTrashed: { symbol: Trash2, in: ofStudy },
  populationRestored: { symbol: CirclePlus, in: ofStudy },
  refinementBegun: { symbol: Filter, in: both },
  refinementStep: { symbol: ListChecks, in: ofStudy },
  refinementDecided: { symbol: Check, in: both },
  refinementRemoved: { symbol: Trash2, in: ofStudy },
  timesMeasured: { symbol: Timer, in: both },
  timesRemoved: { symbol: Trash2, in: ofStudy },
  reportAdded: { symbol: FileText, in: ofLab },
  reportChanged: null,
  reportTrashed: null,
  reportRestored: null,
  datasetAdded: { symbol: Database, in: ofLab },
  datasetRenamed: null,
  datasetTrashed: null,
  datasetRestored: null,
  settingsChanged: null,
  filesMoved: null,
  labRestored: null,
  note: { symbol: NotebookPen, in: both },
  queued: null,
  started: null,
  epoch: null,
  finished: { symbol: Check, in: both, grouped: 'all' },
  diverged: { symbol: WavesVertical, in: both, grouped: 'all' },
  stepsSkipped: { symbol: SkipForward, in: both, grouped: 'all' },
  crashed: { symbol: CircleX, in: ofLab, grouped: 'all' },
  failed: { symbol: CircleX, in: both, grouped: 'all' },
  outOfMemory: { symbol: MemoryStick, in: ofLab, grouped: 'all' },
  paused: { symbol: CirclePause, in: ofLab, grouped: 'all' },
  interrupted: { symbol: Unplug, in: ofLab, grouped: 'all' },
  cancelled: { symbol: CircleOff, in: ofLab, grouped: 'all' },
  startedOver: null,
  digestChanged: null,
  reordered: null,
  prioritised: null,
  tagged: null,
  annotated: null,
  excluded: { symbol: CircleSlash, in: ofStudy, grouped: 'byReason' },
  included: { symbol: Check, in: ofStudy, grouped: 'all' },
  pinned: null,
} as const satisfies Record<EventKind, Showing | null>

type Shown = typeof shownEvents
/** The kinds of events that some log shows. */
export type ShownKind = { [K in EventKind]: Shown[K] extends null ? never : K }[EventKind]

/** How a log shows a kind of event; undefined if it does not. */
export function showingIn(log: Log, kind: EventKind): Showing | undefined {
  const showing: Showing | null = shownEvents[kind]
  return showing?.in.includes(log) ? showing : undefined
}

/** The symbol of a line: that of its kind, or of a rejection. */
export const symbolOf = ({ kind, decision }: { kind: ShownKind; decision: string | null }): Component =>
  decision === 'rejected' ? Ban : shownEvents[kind].symbol
