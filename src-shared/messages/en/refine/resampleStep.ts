import { words } from '../words.ts'

/** Third step: a population of the refined space. */
export const resampleStep = {
  resample: {
    question: 'Sample {space}: does the promise hold?',
    text: 'Same FLOPs window, same recipe, same data, so that nothing but the space differs.',
    what: words.refinedSpace,
    choice: words.constraint,
    progress: 'Networks done',
    of: 'of {count}',
    promise: 'Promised',
    promised: 'mean error {value} points ({range}), from runs already made',
    power:
      'If P(new beats old) is {p}, as these runs suggest, four of five studies show it with {count} networks, beside the {old} of {space}.',
    powerOfEach:
      'If P(new beats old) is {p}, as these runs suggest, four of five studies show it with {count} networks of each space; {space} has {old}.',
    notNow: 'Not now',
    tooEarly: 'A verdict needs {count} finished networks of each space.',
    open: {
      training:
        'Undecided so far: P(new beats old) {p}, 95 % range {pLow} to {pHigh}; mean error {value} points, {range}.',
      over: 'Undecided: P(new beats old) {p}, 95 % range {pLow} to {pHigh}; mean error {value} points, {range}.',
    },
    decided: {
      training:
        'Decided already: P(new beats old) {p}, 95 % range {pLow} to {pHigh}; mean error {value} points, {range}.',
      over: 'Decided: P(new beats old) {p}, 95 % range {pLow} to {pHigh}; mean error {value} points, {range}.',
    },
    early: 'More networks sharpen the tails; the verdict stands already.',
    edf: 'Old space and refined space',
    edfText: 'grows as networks finish',
    next: words.compare,
  },
} as const
