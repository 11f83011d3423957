import { words } from '#shared/messages/en/words.ts'

/** Last step: the decision and its reason. */
export const decideStep = {
  decide: {
    question: 'Accept {newer} in place of {older}?',
    text: 'A step is worth taking when the new space is better, or no worse and simpler. A rejected space stays in the lineage.',
    nothingQuestion: 'Nothing stands out in {older}',
    nothingText: 'That is a result as well: it goes to the log, and the space stays as it is.',
    endedText: 'The decision and the numbers that it rests on are in the study’s log.',
    ended: { accepted: '{newer} was accepted', rejected: '{newer} was rejected' },
    which: 'Decision',
    options: { accepted: 'Accept {space}', rejected: 'Reject {space}' },
    optionTexts: {
      accepted: '{space} becomes the space to refine further.',
      rejected: '{parent} stays; {space} is kept as tried.',
    },
    proposed: 'the numbers speak for it',
    missing: {
      networks:
        'The numbers speak for neither yet. Such a difference shows in four of five studies with {perSpace} networks of each space.',
      difference: 'The numbers speak for neither: each beats the other as often.',
      chance: 'The numbers speak for neither: what is missing are networks that do better than guessing.',
      diverged: 'The numbers speak for neither: the answer depends on what diverged networks count for.',
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
    asked: '{newer} asks one thing more of {older}: {statement}.',
    verdicts: {
      better:
        'At the same FLOPs it is better: P(new beats old) {p}, 95 % range {pLow} to {pHigh} (mean error {value} points, {range}; KS {ks}; n {newN} against {oldN}).',
      equal:
        'At the same FLOPs it is no worse: P(new beats old) {p}, 95 % range {pLow} to {pHigh} (mean error {value} points, {range}; KS {ks}; n {newN} against {oldN}).',
      worse:
        'At the same FLOPs it is worse: P(new beats old) {p}, 95 % range {pLow} to {pHigh} (mean error {value} points, {range}; KS {ks}; n {newN} against {oldN}).',
      undecided:
        'At the same FLOPs it is not settled which is better: P(new beats old) {p}, 95 % range {pLow} to {pHigh} (mean error {value} points, {range}; KS {ks}; n {newN} against {oldN}).',
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
    needed: 'To settle it, {perSpace} networks of each space would be needed.',
    accepted: '{newer} is accepted.',
    rejected: '{older} stays.',
    nothing: 'Looked at {n} networks of {space} and weighed {count} constraints; none is worth a step.',
    nothingBest: 'The first was “{question}”: mean error {value} points ({range}).',
  },
} as const
