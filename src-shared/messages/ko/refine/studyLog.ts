import type { studyLog as english } from '#shared/messages/en/refine/studyLog.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
export const studyLog: SameKeys<typeof english> = {
  log: {
    title: '연구 기록',
    text: '모든 단계와 그때의 요구, 그리고 이유',
    withAsked: '{line}: {asked}',
  },
}
