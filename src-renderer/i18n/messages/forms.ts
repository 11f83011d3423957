import { defineMessages } from '../defineMessages.ts'

/** What is wrong with a value, beside its field. */
export const forms = defineMessages({
  en: {
    notANumber: 'Not a number',
    whole: 'A whole number',
    missing: 'Needed',
    tooLong: 'Too long',
    atLeast: 'At least {limit}',
    atMost: 'At most {limit}',
    above: 'Above {limit}',
    below: 'Below {limit}',
    sentence: '{text}',
    draftKept: 'Draft kept on this machine',
    discard: 'Discard the draft',
    discarded: 'Draft discarded',
  },
  ko: {
    notANumber: '숫자가 아닙니다',
    whole: '정수를 입력하세요',
    missing: '필요한 값입니다',
    tooLong: '너무 깁니다',
    atLeast: '{limit} 이상이어야 합니다',
    atMost: '{limit} 이하여야 합니다',
    above: '{limit}보다 커야 합니다',
    below: '{limit}보다 작아야 합니다',
    sentence: '{text}',
    draftKept: '초안이 이 컴퓨터에 보관됨',
    discard: '초안 버리기',
    discarded: '초안을 버렸습니다',
  },
})
