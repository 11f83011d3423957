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
  text: 'From a space to a simpler one that is as good or better, by evidence',
  emptyTitle: 'Make a design space simpler',
  emptyText:
    'The wizard learns from the networks of a space what the good ones have in common, turns it into a constraint, samples the refined space and compares. It can be left and taken up again at any step.',
  from: 'Space to begin from',
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
    asked: 'What was asked',
    refined: words.refinedSpace,
    stands: 'Where it stands',
    changed: 'Last change',
    actions: words.actions,
  },
  decisions: { accepted: words.acceptedDecision, rejected: words.rejectedDecision },
  steps: 'Steps of the refinement',
  stepOf: 'step {number} of {count}',
  saved: 'saved at {time}, can be left at any time',
  decidedMeanwhile:
    'It was decided meanwhile in another window or by another program. The reason that you typed is kept here and was not stored:',
  closed: 'decided, in the study’s log',
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
