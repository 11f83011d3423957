import { words } from '#shared/messages/en/words.ts'

/** The cost and benefit of a constraint. */
export const costPane = {
  cost: {
    title: 'What it would cost and bring',
    size: words.sizeOfTheSpace,
    sizeLabel: 'Size of the space, from ten to the {before} to ten to the {after}',
    sizeRange: 'estimated, 95 % range of the exponent {low} to {high}',
    oneIn: '1 in {count} kept',
    larger: '{count} times as many',
    same: 'hardly anything cut',
    empty: 'nothing is left',
    unfound: 'no network found in {draws} draws',
    freedom: words.degreesOfFreedom,
    fromTo: words.fromTo,
    gain: 'Mean error, points',
    gainRange: '{range}, P {p}',
    edf: 'EDF from runs already made',
    preview: words.preview,
    none: 'None of {n} runs fulfils it: nothing can be said before it is sampled.',
    tooFew: '{kept} of {n} runs fulfil it; matched in FLOPs they count as {ess}. Too few to tell: sampling decides.',
    choose:
      '{kept} of {n} runs fulfil it; matched in FLOPs they count as {ess}. Enough to choose by, too few to accept by.',
    covered: 'The kept runs reach {share} % of the FLOPs of all; the preview speaks for those.',
    name: 'Name of the refined space',
    nameHint: 'Empty: as proposed.',
    weighing: 'Weighing the constraint',
    nothing: 'Choose a question, write a constraint or drag over the plot: its price and its promise stand here.',
  },
} as const
