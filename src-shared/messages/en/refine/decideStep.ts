import { words } from '#shared/messages/en/words.ts'

/** Last step: the decision and its reason. */
export const decideStep = {
  decide: {
    question: 'Accept {newer} in place of {older}?',
    text: 'A step is worth taking when the new space is better, or no worse and simpler. A rejected space stays in the lineage.',
    nothingQuestion: 'Nothing stands out in {older}',
    nothingText: 'That is a result too: it goes into the log, and the space stays as it is.',
    endedText: 'The decision and the numbers behind it are in the study’s log.',
    ended: { accepted: '{newer} was accepted', rejected: '{newer} was rejected' },
    which: 'Decision',
    options: { accepted: 'Accept {space}', rejected: 'Reject {space}' },
    optionTexts: {
      accepted: '{space} becomes the space to refine further.',
      rejected: '{parent} stays; {space} is kept as tried.',
    },
    proposed: 'supported by the numbers',
    missing: {
      networks:
        'The numbers support neither yet. Four of five studies show such a difference with {perSpace} networks of each space.',
      difference: 'The numbers support neither: each beats the other equally often.',
      chance: 'The numbers support neither: no network does better than guessing.',
      diverged: 'The numbers support neither: the answer depends on how diverged networks are counted.',
    },
    more: 'Sample {count} more of {space}',
    reason: words.reason,
    reasonHint: 'Written from the numbers; change it as you like.',
    reasonLater: 'Written from the numbers once you have chosen, unless you write it yourself.',
    recompute: 'Write it from the numbers again',
    final: 'A decision ends this refinement and cannot be undone; another can begin from either space.',
    logged: 'In the study’s log since {time}.',
    endNothing: 'Close: nothing stands out',
    further: 'Refine {space}',
  },
  reason: {
    asked: '{newer} adds one constraint to {older}: {statement}.',
    verdicts: {
      better:
        'At the same FLOPs it is better: P(new beats old) {p}, 95 % range {pLow} to {pHigh} (mean error {value} points, {range}; KS {ks}; n {newN} against {oldN}).',
      equal:
        'At the same FLOPs it is no worse: P(new beats old) {p}, 95 % range {pLow} to {pHigh} (mean error {value} points, {range}; KS {ks}; n {newN} against {oldN}).',
      worse:
        'At the same FLOPs it is worse: P(new beats old) {p}, 95 % range {pLow} to {pHigh} (mean error {value} points, {range}; KS {ks}; n {newN} against {oldN}).',
      undecided:
        'At the same FLOPs it is undecided which is better: P(new beats old) {p}, 95 % range {pLow} to {pHigh} (mean error {value} points, {range}; KS {ks}; n {newN} against {oldN}).',
    },
    size: {
      changed: 'The space goes from {before} to {after} combinations.',
      kept: 'The space keeps its {after} combinations.',
    },
    atMost: 'at most 10^{size}',
    freedom: {
      changed: 'Its degrees of freedom go from {before} to {after}.',
      kept: 'It keeps its {after} degrees of freedom.',
    },
    needed: 'A decision would need {perSpace} networks of each space.',
    accepted: '{newer} is accepted.',
    rejected: '{older} stays.',
    nothing: 'Examined {n} networks of {space} and weighed {count} constraints; none is worth a step.',
    nothingBest: 'The first was “{question}”: mean error {value} points ({range}).',
  },
} as const
