import type { forms as english } from '#shared/messages/en/forms.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from './words.ts'

export const forms: SameKeys<typeof english> = {
  draftKept: '초안이 이 컴퓨터에 보관됨',
  discard: '초안 버리기',
  changedMeanwhile:
    '그사이 다른 창이나 프로그램에서 이것을 바꾸었습니다. 입력한 내용은 여기에 보관했고 아직 저장하지 않았습니다.',
  theirs: '지금 저장된 내용',
  nothingStored: words.nothing,
  keepMine: '내 것으로 바꾸기',
  takeTheirs: '저장된 것 쓰기',
  keepBothNotes: '메모에 둘 다 남기기',
  keepBothReports: '내 것을 새 보고서로 남기기',
  renameAgain: 'Enter를 누르면 입력한 이름으로 바꾸고 Esc를 누르면 그대로 둡니다.',
}
