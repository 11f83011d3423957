import { words } from '#shared/messages/en/words.ts'

/** The cost and benefit of a constraint. */
export const costPane = {
  cost: {
    title: 'Cost and benefit',
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
    none: 'None of {n} runs satisfies it: nothing is known before it is sampled.',
    tooFew: '{kept} of {n} runs satisfy it; matched in FLOPs they count as {ess}. Too few to judge: sampling decides.',
    choose:
      '{kept} of {n} runs satisfy it; matched in FLOPs they count as {ess}. Enough to choose it, too few to accept it.',
    covered: 'The kept runs cover {share} % of the FLOPs of all; the preview applies to those.',
    name: 'Name of the refined space',
    nameHint: 'Empty: the proposed name.',
    weighing: 'Weighing the constraint',
    nothing: 'Choose a question, write a constraint or drag over the plot to see its cost and benefit.',
  },
} as const
