import { words } from '#shared/messages/en/words.ts'

/** The log of a study. */
export const studyLog = {
  log: {
    title: 'Study log',
    text: 'every step, with what was asked and why',
    withAsked: '{line}: {asked}',
    decided: { accepted: words.nameAccepted, rejected: words.nameRejected, draft: words.nameUndecided },
    kinds: {
      studyCreated: words.studyCreated,
      studyImported: words.studyImported,
      studyRenamed: words.studyRenamedTo,
      spaceAdded: 'Space {name} added',
      spaceChanged: 'Space {name} changed',
      spaceDecided: words.spaceDecided,
      spaceTrashed: 'Space {name} moved to the trash',
      spaceRestored: 'Space {name} restored',
      populationAdded: words.populationSampled,
      populationGrown: '{count, plural, one {# network} other {# networks}} more drawn for population {name}',
      populationShrunk: '{count, plural, one {# network} other {# networks}} taken back from population {name}',
      populationTrashed: 'Population {name} moved to the trash',
      populationRestored: 'Population {name} restored',
      finished: words.networksFinished,
      diverged: words.networksDiverged,
      failed: words.runsFailed,
      excluded: words.networksExcluded,
      included: words.networksIncluded,
      refinementBegun: words.refinementBegun,
      refinementStep: 'Refinement of {name}, step “{step}”',
      refinementDecided: 'Refinement of {name} decided',
      refinementRemoved: 'Refinement of {name} removed',
      note: words.noteOf,
    },
  },
} as const
