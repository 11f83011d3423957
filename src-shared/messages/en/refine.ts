import { words } from './words.ts'
import { compareStep } from './refine/compareStep.ts'
import { costPane } from './refine/costPane.ts'
import { decideStep } from './refine/decideStep.ts'
import { lookStep } from './refine/lookStep.ts'
import { resampleStep } from './refine/resampleStep.ts'
import { sampleStep } from './refine/sampleStep.ts'
import { studyLog } from './refine/studyLog.ts'

/** The refinement wizard and the list of a study’s refinements. */
export const refine = {
  phrases: {
    nonDecreasing: '{what} grows',
    increasing: '{what} grows strictly',
    constant: '{what} constant',
    nonIncreasing: '{what} shrinks',
    decreasing: '{what} shrinks strictly',
    shared: 'one {what}',
    linear: '{what} linear',
  },
  title: words.refine,
  text: 'From a space to a simpler one that is as good or better, based on evidence',
  emptyTitle: 'Make a design space simpler',
  emptyText:
    'The wizard learns from the networks of a space what the good ones have in common, turns it into a constraint, samples the refined space and compares. You can leave it at any step and resume later.',
  from: 'Space to start from',
  spaceWithRuns: '{name}, {n} finished',
  begin: 'Begin a refinement',
  toSpaces: 'Define a space first',
  toTour: 'Guided tour',
  toMonitor: 'Watch in the monitor',
  all: 'All refinements',
  leave: 'Leave, keep this step',
  next: 'Continue',
  missing: 'This refinement cannot be opened',
  nothing: 'nothing stood out',
  notChosen: 'nothing chosen yet',
  goOn: words.resume,
  lookAt: words.view,
  remove: 'Remove this refinement',
  stands: 'open: {step}',
  columns: {
    space: words.space,
    asked: words.constraint,
    refined: words.refinedSpace,
    stands: 'Status',
    changed: 'Last change',
    actions: words.actions,
  },
  decisions: { accepted: words.acceptedDecision, rejected: words.rejectedDecision },
  steps: 'Steps of the refinement',
  stepOf: 'step {number} of {count}',
  saved: 'saved at {time}, can be left at any time',
  decidedMeanwhile:
    'It was decided in another window or by another program in the meantime. The reason you typed is kept here but was not stored:',
  closed: 'decided, see the study’s log',
  stepNames: {
    sample: 'Sample',
    look: 'Look and choose',
    resample: 'Sample the refined space',
    compare: 'Old against new',
    decide: words.acceptOrReject,
  },
  details: {
    sample: '{n} networks, {window}',
    look: 'evidence, choice, price',
    weighing: words.weighingConstraints,
    suggestions: '{count} suggestions',
    resample: 'at the same FLOPs',
    resampled: '{done} of {count} finished',
    compare: 'EDF, KS, P',
    decide: 'with a reason',
  },
  window: words.lowToHigh,
  anyFlops: words.anyFlops,
  ...studyLog,
  ...sampleStep,
  ...lookStep,
  ...costPane,
  ...resampleStep,
  ...compareStep,
  ...decideStep,
} as const
