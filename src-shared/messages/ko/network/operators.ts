import type { operators as english } from '#shared/messages/en/network/operators.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const operators: SameKeys<typeof english> = {
  readingOperators: '연산자를 읽는 중',
  operatorList: '추론 그래프의 연산자 목록',
  operatorDrawing:
    '연산자 {count}개를 부분별로 그린 그림. 화살표 키로 부분 사이를 이동, 더하기와 빼기 키로 확대와 축소. 목록에도 같은 내용이 있습니다',
  operatorsSpoken: '{name}: {operators}. 출력 {shape}',
  blockShort: '블록 {block}',
  window: '{kernel}×{kernel}',
  windowStrided: '{kernel}×{kernel}, 스트라이드 {stride}',
  windowStridedShort: '{kernel}×{kernel}, /{stride}',
  operatorGroups: '그룹 {count}개',
  operator: '연산자',
  operatorNumber: '연산자 {first}',
  operatorNumbers: '연산자 {first}~{last}',
  operatorWindow: words.window,
  operatorInputs: '입력',
  operatorOutput: words.output,
  outputShape: '출력 모양',
  zoomFit: '전체 보기',
  zoomWhole: '실제 크기',
  zoomIn: '확대',
  zoomOut: '축소',
  zoomShare: '{percent} %',
}
