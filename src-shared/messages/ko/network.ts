import type { network as english } from '#shared/messages/en/network.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { blocks } from './network/blocks.ts'
import { costs } from './network/costs.ts'
import { given } from './network/given.ts'
import { inspection } from './network/inspection.ts'
import { model } from './network/model.ts'
import { operators } from './network/operators.ts'
import { record } from './network/record.ts'
import { training } from './network/training.ts'
import { words } from './words.ts'

export const network: SameKeys<typeof english> = {
  choose: '연구의 네트워크 {count}개, 오류율이 낮은 순',
  filter: '번호, 공간, 태그, 메모',
  empty: '아직 네트워크가 없습니다',
  emptyText:
    '네트워크 하나를 살펴보는 화면입니다. 블록, 비용, 학습 과정, 네트워크 집단 안의 위치를 보여 줍니다. 먼저 네트워크 집단을 뽑으세요.',
  toPopulation: words.sampleAPopulation,
  noMatch: '“{text}”에 맞는 네트워크가 없습니다.',
  allNetworks: '연구의 모든 네트워크',
  number: '#{id}',
  nameOf: '{space} #{id}',
  percent: words.percent,
  rankOf: words.rankOf,
  better: '더 좋은 네트워크',
  worse: '더 나쁜 네트워크',
  betterText: '이 네트워크 집단에서 바로 앞 순위의 네트워크',
  worseText: '이 네트워크 집단에서 바로 뒤 순위의 네트워크',
  columns: {
    network: words.network,
    space: words.space,
    error: words.error,
    widths: '스테이지별 깊이 × 폭',
    status: words.state,
    tags: words.tags,
  },
  metrics: {
    error: '검증 오류율',
    rank: '순위',
    flops: words.flops,
    parameters: words.parameterCount,
    activations: words.activationCount,
    blocks: '블록',
  },
  details: '세부 정보',
  diagram: '구조도',
  drawing: '그릴 것',
  drawings: { blocks: words.blocks, operators: '연산자', list: '목록' },
  operatorCount: '연산자 {count}개',
  drawingTexts: {
    blocks: '높이: 해상도, 폭: 채널 수, 둘 다 로그 눈금. 파선: 투영',
    operators: '추론 그래프, 위에서 아래로, 채널×높이×폭. 끌어서 이동, Ctrl+휠로 확대',
    list: '추론 그래프의 연산자',
  },
  ...blocks,
  ...operators,
  ...costs,
  ...given,
  ...model,
  ...training,
  ...record,
  ...inspection,
}
