import { z } from 'zod'
import { ref } from '#shared/schema/references.ts'
import { storedSentence } from '#shared/schema/storedSentence.ts'
import { refinementSteps } from './refinements.ts'
import { spaceStates } from './spaces.ts'
import { settingsSchema } from './system.ts'

/**
 * The subject of an event. Events about the lab and data sets are in the lab's own log, all others in a study's log.
 */
export type EventSubject = 'lab' | 'dataset' | 'study' | 'space' | 'population' | 'refinement' | 'report' | 'run'

/** A kind of event. */
interface Kind {
  readonly about: EventSubject
  /** Data stored with the event. Ids of other rows are marked with `ref`, because bundles replace them. */
  readonly data: z.ZodObject
  /** Written only by older versions. */
  readonly isRetired?: true
}

const text = z.string()
const count = z.int().min(0)
const nothing = z.strictObject({})
const ofName = z.strictObject({ name: text })
const ofSpace = z.strictObject({ spaceId: ref('spaces'), name: text })
const ofPopulation = z.strictObject({ populationId: ref('populations'), name: text })
/** `runs`: how many were added or removed; `count`: how many there are now. */
const resized = ofPopulation.extend({ runs: count, count })
const ofRefinement = z.strictObject({ refinementId: ref('refinements'), spaceId: ref('spaces') })
const ofReport = z.strictObject({ reportId: z.int(), title: text })
const ofDataset = z.strictObject({ datasetId: z.int(), name: text })
/** What a refinement's screen showed when the step was taken. */
const evidence = z.record(z.string(), z.unknown())
const ended = z.strictObject({ reason: storedSentence })

/** Every kind of event in the lab and its studies. Keys are stored: never rename or remove one. */
export const events = {
  studyCreated: { about: 'study', data: ofName },
  /** Name and digest come from the bundle. */
  studyImported: { about: 'study', data: ofName.extend({ digest: text, weightsLeftOut: count.optional() }) },
  studyRenamed: { about: 'study', data: ofName },
  planChanged: { about: 'study', data: z.strictObject({ plan: z.unknown() }), isRetired: true },
  studyTrashed: { about: 'study', data: ofName },
  studyRestored: { about: 'study', data: ofName },
  studyRemoved: { about: 'lab', data: ofName.extend({ removedStudyId: z.int() }) },
  spaceAdded: { about: 'space', data: ofSpace.extend({ parentId: ref('spaces').nullable() }) },
  spaceChanged: { about: 'space', data: ofSpace },
  spaceDecided: { about: 'space', data: ofSpace.extend({ state: z.enum(spaceStates), reason: text.nullable() }) },
  spaceTrashed: { about: 'space', data: ofSpace },
  spaceRestored: { about: 'space', data: ofSpace },
  populationAdded: { about: 'population', data: ofPopulation.extend({ runs: count }) },
  populationGrown: { about: 'population', data: resized },
  populationShrunk: { about: 'population', data: resized },
  /**
   * It ended early, after `count` of `planned` networks: each of its comparisons was decided at a look, for which P(new
   * beats old) is given with the range that decided.
   */
  populationDecided: {
    about: 'population',
    data: ofPopulation.extend({
      count,
      planned: count,
      decided: z.array(
        z.strictObject({
          newer: text,
          older: text,
          verdict: z.enum(['better', 'worse']),
          at: count,
          beats: z.strictObject({ value: z.number(), low: z.number(), high: z.number() }),
        }),
      ),
    }),
  },
  populationRenamed: { about: 'population', data: ofPopulation },
  populationTrashed: { about: 'population', data: ofPopulation },
  populationRestored: { about: 'population', data: ofPopulation },
  refinementBegun: { about: 'refinement', data: ofRefinement.extend({ name: text }) },
  refinementStep: {
    about: 'refinement',
    data: ofRefinement.extend({
      refinedSpaceId: ref('spaces').nullable(),
      step: z.enum(refinementSteps),
      evidence: evidence.optional(),
    }),
  },
  /** The name of the refined space, or else of the space that was to be refined. */
  refinementDecided: {
    about: 'refinement',
    data: ofRefinement.extend({
      refinedSpaceId: ref('spaces').nullable(),
      name: text,
      decision: z.enum(['accepted', 'rejected']),
      reason: text,
      evidence,
    }),
  },
  refinementRemoved: { about: 'refinement', data: ofRefinement },
  timesMeasured: { about: 'study', data: z.strictObject({ networks: count, times: count }) },
  timesRemoved: { about: 'study', data: z.strictObject({ times: count }) },
  reportAdded: { about: 'report', data: ofReport },
  reportChanged: { about: 'report', data: ofReport },
  reportTrashed: { about: 'report', data: ofReport },
  reportRestored: { about: 'report', data: ofReport },
  datasetAdded: { about: 'dataset', data: ofDataset },
  datasetRenamed: { about: 'dataset', data: ofDataset },
  datasetTrashed: { about: 'dataset', data: ofDataset },
  datasetRestored: { about: 'dataset', data: ofDataset },
  settingsChanged: { about: 'lab', data: settingsSchema.partial() },
  filesMoved: { about: 'lab', data: z.strictObject({ folder: text, files: z.array(text) }) },
  labRestored: { about: 'lab', data: z.strictObject({ from: text }) },
  /** The numbers occur in notes by the program: how many test images the selected network got wrong. */
  note: {
    about: 'study',
    data: z.strictObject({
      text: text.optional(),
      selected: ref('runs').optional(),
      testErrors: count.optional(),
      testCount: count.optional(),
    }),
  },
  queued: { about: 'run', data: nothing },
  started: { about: 'run', data: z.strictObject({ attempt: z.int() }) },
  epoch: { about: 'run', data: z.strictObject({ epoch: count }) },
  finished: { about: 'run', data: z.strictObject({ errorPercent: z.number(), digest: text }) },
  /** Loss scaling skipped many steps in mixed precision; the reason has the number. */
  stepsSkipped: { about: 'run', data: ended },
  diverged: { about: 'run', data: ended.extend({ epoch: count, step: count }) },
  crashed: { about: 'run', data: ended.extend({ crashes: count }) },
  failed: { about: 'run', data: ended },
  /** `slots`: runs at once that its device is left with. */
  outOfMemory: { about: 'run', data: ended.extend({ slots: count }) },
  paused: { about: 'run', data: nothing },
  interrupted: { about: 'run', data: nothing },
  cancelled: { about: 'run', data: nothing },
  /** The program's reason; absent if the user requested it. */
  startedOver: { about: 'run', data: ended.partial() },
  digestChanged: { about: 'run', data: z.strictObject({ before: text, after: text }) },
  reordered: { about: 'study', data: z.strictObject({ runs: count }) },
  prioritised: { about: 'run', data: z.strictObject({ priority: z.int() }) },
  tagged: { about: 'run', data: nothing },
  annotated: { about: 'run', data: nothing },
  /** The reason, in the words of whoever excluded it. */
  excluded: { about: 'run', data: z.strictObject({ reason: text }) },
  included: { about: 'run', data: nothing },
  pinned: { about: 'run', data: z.strictObject({ pinned: z.boolean() }) },
} as const satisfies Record<string, Kind>

type Events = typeof events
export type EventKind = keyof Events
export const eventKinds = Object.keys(events) as [EventKind, ...EventKind[]]

/** The kinds that this version writes about a subject. */
export type KindAbout<Subject extends EventSubject> = {
  [K in EventKind]: Events[K] extends { isRetired: true } ? never : Events[K]['about'] extends Subject ? K : never
}[EventKind]

/** The data written with an event of that kind. */
export type EventData<K extends EventKind> = z.output<Events[K]['data']>

/** The same data as read: fields that an older version or another program omitted or wrote differently are missing. */
export type ReadEventData<K extends EventKind> = Partial<EventData<K>>

const fieldsOf = Object.fromEntries(
  eventKinds.map((kind) => [kind, Object.entries(events[kind].data.shape)]),
) as Record<EventKind, [string, z.ZodType][]>

/** Reads the data of an event as stored by any version; fields unknown to this version are omitted. */
export function readEventData<K extends EventKind>(
  kind: K,
  stored: Readonly<Record<string, unknown>>,
): ReadEventData<K> {
  const data: Record<string, unknown> = {}
  for (const [field, schema] of fieldsOf[kind]) {
    const read = schema.safeParse(stored[field])
    if (read.success && read.data !== undefined) data[field] = read.data
  }
  return data as ReadEventData<K>
}
