import { defineMessages } from '../defineMessages.ts'

/** What forms say of their drafts. */
export const forms = defineMessages({
  en: {
    draftKept: 'Draft kept on this machine',
    discard: 'Discard the draft',
  },
  ko: {
    draftKept: '초안이 이 컴퓨터에 보관됨',
    discard: '초안 버리기',
  },
})
