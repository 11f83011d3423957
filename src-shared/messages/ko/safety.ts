import type { safety as english } from '#shared/messages/en/safety.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from './words.ts'

export const safety: SameKeys<typeof english> = {
  readOnly: '실험실이 읽기 전용입니다',
  readOnlyText: '읽을 수 있는 것은 그대로 보여 줍니다. 어떻게 계속할지 정할 때까지 아무것도 덮어쓰지 않습니다.',
  noBackup: '이 실험실의 백업이 없습니다.',
  restoreBackup: '백업 복원…',
  goOn: '읽을 수 있는 것으로 계속…',
  restoreTitle: '백업 복원',
  restoreText:
    '실험실이 백업을 만든 때의 상태로 돌아갑니다. 손상된 파일은 데이터베이스 옆에 “damaged-”와 날짜로 된 폴더에 보관합니다.',
  backup: '백업',
  made: '만든 때',
  size: words.size,
  studies: words.studies,
  runs: '실행',
  studyCount: '연구 {count}개',
  runCount: '실행 {count}개',
  restoreMade: words.restoreBackup,
  goOnTitle: '읽을 수 있는 것으로 계속할까요?',
  goOnLeftOut: '읽지 못한 연구, 실행, 그 밖의 기록은 실험실에서 빠집니다.',
  goOnKept: '손상된 파일은 “damaged-”와 날짜로 된 폴더에 보관합니다.',
  goOnMoved:
    '그 결과 알 수 없게 된 실행의 가중치와 체크포인트는 “unknown-”과 날짜로 된 폴더로 옮깁니다. 아무것도 삭제하지 않습니다.',
  goOnConfirm: '읽을 수 있는 것으로 계속',
  reopening: '복원한 데이터베이스로 실험실을 다시 여는 중입니다. 잠시 뒤 이 창을 새로 읽습니다.',
  notices: '지난 시작에 관한 알림',
  backups: '백업',
  backupsText:
    '데이터베이스의 사본이며 {folder}에 있습니다. 가중치와 이미지는 들어 있지 않습니다. 실험실을 여는 날마다, 그리고 되돌릴 수 없는 일을 하기 전에 만듭니다. 모두 합쳐 2 GB를 넘지 않는 동안 최근 14개를 보관하며, 최근 2개는 언제나 보관합니다.',
  backUpNow: '지금 백업',
  noneYet: '아직 없습니다.',
  restore: '복원…',
  restoreOf: words.restoreBackup,
  replaceTitle: '{at} 백업을 복원할까요?',
  replaceText:
    '실험실이 그때의 상태로 돌아가며, 그 뒤에 한 일은 더 이상 보이지 않습니다. 그 내용은 새 백업으로 남고, 데이터베이스 파일은 “replaced-”와 날짜로 된 폴더에 보관합니다. 학습 중인 것은 먼저 일시 정지합니다.',
  replaceDamagedText: '실험실이 그때의 상태로 돌아갑니다. 손상된 파일은 “damaged-”와 날짜로 된 폴더에 보관합니다.',
  replaceConfirm: '이 백업 복원',
}
