import type { spaces as english } from '#shared/messages/en/spaces.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { effect } from './spaces/effect.ts'
import { lineage } from './spaces/lineage.ts'
import { oneNetwork } from './spaces/oneNetwork.ts'
import { ranges } from './spaces/ranges.ts'
import { settings } from './spaces/settings.ts'
import { words } from './words.ts'

export const spaces: SameKeys<typeof english> = {
  counts: { spaces: '설계 공간 {count}개', populations: words.countedPopulations, networks: words.countedNetworks },
  newSpace: '새 공간',
  givenTitle: '공간이 없는 네트워크',
  givenText:
    '명령줄에서 받은 네트워크이며, 어떤 설계 공간으로도 뽑을 수 없는 크기입니다. 그대로 학습해 보관합니다. “regbench export”로 ONNX 파일을 만들 수 있습니다. 공간, 네트워크 집단, 비교는 표본으로 뽑은 네트워크를 위한 것입니다.',
  emptyTitle: '설계 공간',
  emptyText:
    '설계 공간은 어떤 네트워크를 뽑을지 정합니다. 크기마다 범위가 있고 지켜야 할 제약이 있습니다. 논문의 공간 하나로 시작해 한 단계씩 정제하세요.',
  textLeft: '텍스트 보기에 있는 내용은 읽을 수 없어 이 공간에 반영되지 않습니다.',
  editor: '정의',
  view: '정의를 보는 방식',
  ranges: '범위',
  text: '텍스트',
  refines: '{name}에서 정제',
  presetRoot: '{name}, 독립된 공간',
  states: { draft: words.notDecided, accepted: '채택됨', rejected: '기각됨' },
  draftStates: { saved: '초안, 저장됨', saving: '초안, 저장 중', faulty: '초안, 저장되지 않음' },
  fixed: '읽기 전용: 이 공간에서 네트워크 {count}개를 뽑았습니다. 바꾸려면 여기서 정제하세요.',
  reasonText: '이유: {reason}',
  name: words.name,
  asText: '텍스트로 된 정의',
  format: '텍스트 형식',
  decide: '결정…',
  decideTitle: '{name} 공간을 어떻게 할까요?',
  state: words.state,
  reason: words.reason,
  reasonHint: '연구 기록에 남습니다.',
  reasonMissing: '기록에 남길 이유를 적으세요.',
  refine: '여기서 정제',
  sample: words.sampleAPopulation,
  startFrom: words.startFrom,
  startFromText: '정의를 복사합니다. 만든 뒤에 바꾸세요.',
  nameTaken: '이 연구에 이미 {name} 공간이 있습니다',
  create: '만들기',
  undo: {
    added: words.nameAdded,
    changed: '{name} 변경함',
    trashed: words.nameTrashed,
    draft: words.nameUndecided,
    accepted: words.nameAccepted,
    rejected: words.nameRejected,
  },
  ...lineage,
  ...ranges,
  ...settings,
  ...effect,
  ...oneNetwork,
}
