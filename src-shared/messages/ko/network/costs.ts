import type { costs as english } from '#shared/messages/en/network/costs.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const costs: SameKeys<typeof english> = {
  complexity: '복잡도',
  convention: '세는 방식',
  conventions: {
    paper: { name: '논문', text: '이미지 한 장의 곱셈-덧셈 수, 편향 제외' },
    pycls: { name: 'pycls', text: '편향, 풀링, 분류기 출력 포함' },
  },
  part: '부분',
  blocksOfStage: words.blocks,
  stageShape: '{depth} × 폭 {width}',
  stageKernel: '{depth} × 폭 {width}, {kernel}×{kernel} 깊이별 합성곱',
  stageGroups: '{depth} × 폭 {width}, 폭 {groupWidth} 그룹 {groups}개',
  whole: words.networkWhole,
  blockCount: '블록 {count}개',
  widthsTitle: '블록별 폭',
  widthsLabel: '{name}의 블록별 폭',
  fitError: '직선과의 거리',
  fitText:
    '가장 가까운 양자화된 직선과의 거리는 {error}입니다(로그 비율 절댓값의 평균). w_0은 248 이하, w_a는 256 미만, w_m은 1.5 이상 3 이하인 직선 중에서 찾습니다.',
  nearestLine: '가장 가까운 직선',
  widths: { block: words.blockJ, stage: words.stage, width: words.width, line: '직선 u_j' },
}
