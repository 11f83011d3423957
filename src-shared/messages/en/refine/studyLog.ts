/** The log of a study. */
export const studyLog = {
  log: {
    title: 'Study log',
    text: 'every step, with what was asked and why',
    withAsked: '{line}: {asked}',
  },
} as const
