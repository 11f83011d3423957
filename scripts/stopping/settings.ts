import type { EqualSpaces } from './simulate.ts'
import type { UselessConstraints } from './tried.ts'

/** Pairs of shapes of which neither beats the other: equal, with many equal errors, in two humps, of unequal spread. */
const shapes = [
  ['normal', 'normal'],
  ['tied', 'tied'],
  ['bimodal', 'bimodal'],
  ['normal', 'wide'],
] as const
const sizes = [30, 100] as const

/** The simulated studies of equal spaces. */
export const equalSpaces: readonly EqualSpaces[] = [
  ...sizes.flatMap((planned) =>
    shapes.map(([newer, older]): EqualSpaces => ({ kind: 'oneByOne', newer, older, planned })),
  ),
  ...sizes.flatMap((planned) =>
    shapes.slice(0, 2).map(([newer, older]): EqualSpaces => ({ kind: 'together', newer, older, planned })),
  ),
  // Where it ends early in a third of the studies, the errors of the older population favour it the most.
  ...([0.5, 0.7] as const).map((lead): EqualSpaces => later(30, lead)),
  ...([0.3, 0.4, 0.5] as const).map((lead): EqualSpaces => later(100, lead)),
]

function later(planned: number, lead: number): EqualSpaces {
  return { kind: 'later', newer: 'normal', older: 'normal', planned, lead }
}

/** Normal errors `lead` standard deviations apart, and P(new beats old) there: Φ(lead / √2). */
const leads = [
  { lead: 0.358, chance: 0.6 },
  { lead: 0.742, chance: 0.7 },
  { lead: 1.19, chance: 0.8 },
  { lead: 1.812, chance: 0.9 },
] as const

export const savings = sizes.flatMap((planned) => leads.map((lead) => ({ planned, ...lead })))

/** The simulated studies that try constraints that change nothing. */
export const uselessConstraints: readonly UselessConstraints[] = [
  ...sizes.flatMap((planned) =>
    [2, 8].map((count): UselessConstraints => ({ kind: 'siblings', shape: 'normal', planned, count })),
  ),
  ...(['tied', 'bimodal'] as const).map((shape): UselessConstraints => ({
    kind: 'siblings',
    shape,
    planned: 30,
    count: 8,
  })),
  ...sizes.flatMap((planned) =>
    (['onTheBest', 'chain', 'besideBetter'] as const).map((kind): UselessConstraints => ({
      kind,
      shape: 'normal',
      planned,
      count: 8,
    })),
  ),
  ...(['siblings', 'onTheBest', 'chain'] as const).map((kind): UselessConstraints => ({
    kind,
    shape: 'normal',
    planned: 30,
    count: 8,
    endsWhenDecided: true,
  })),
]
