import type { oneNetwork as english } from '#shared/messages/en/spaces/oneNetwork.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const oneNetwork: SameKeys<typeof english> = {
  drawingOne: '네트워크를 뽑는 중',
  oneNetwork: '이 공간의 네트워크 하나',
  drawNumber: '{number}번째 추출',
  another: '다른 것',
  noNetwork: '네트워크를 찾지 못했습니다. 추출 20\u202f000회 가운데 이 공간과 FLOPs 범위에 든 것이 없습니다.',
  widthsLabel: '{name} 네트워크의 블록별 폭',
  drawnLine: '점선: 뽑힌 직선 u = {w0} + {wa} j',
  fittedLine: '점선: 가장 가까운 직선 u = {w0} + {wa} j, e_fit {error}',
  groupsTimesWidth: '{groups} × {width}',
  columns: {
    stage: words.stage,
    blocks: words.blocks,
    width: words.width,
    bottleneckRatio: '병목 비율',
    groupWidth: '그룹 폭',
    groups: '그룹',
    side: words.px,
    flops: words.flops,
    parameters: '파라미터',
    network: words.networkWhole,
  },
  withStemAndHead: 'FLOPs는 이미지 한 장의 곱셈-덧셈 수이며, 전체에는 스템과 헤드가 들어갑니다.',
}
