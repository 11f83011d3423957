import { defineMessages } from '#renderer/i18n/defineMessages.ts'

/** The log of a study. */
export const studyLog = defineMessages({
  en: {
    log: {
      title: 'Study log',
      text: 'every step, with what was asked and why',
      withAsked: '{line}: {asked}',
    },
  },
  ko: {
    log: {
      title: '연구 기록',
      text: '모든 단계와 그때의 요구, 그리고 이유',
      withAsked: '{line}: {asked}',
    },
  },
})
