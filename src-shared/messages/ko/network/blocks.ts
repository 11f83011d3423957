import type { blocks as english } from '#shared/messages/en/network/blocks.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const blocks: SameKeys<typeof english> = {
  diagramLabel: '이미지에서 클래스까지 네트워크의 각 부분, 화살표 키로 이동',
  image: '이미지',
  mapText: '{width} × {size}²',
  pooled: words.poolLinear,
  classes: '클래스 {count}개',
  stem: words.stem,
  head: '헤드',
  stage: words.numberedStage,
  stageShort: '{stage}',
  stageAt: words.numberedStageWithin,
  blockName: '스테이지 {stage}, 블록 {block}',
  partSpoken: '{name}: 채널 {width}개, {size} × {size}',
  previousPart: '앞의 부분',
  nextPart: '뒤의 부분',
  layers: {
    convolution: '{kernel}×{kernel} 합성곱, BN',
    strided: '{kernel}×{kernel} 합성곱, 스트라이드 {stride}, BN',
    activated: '{layer}, {activation}',
    squeezeExcitation: 'Squeeze-and-Excitation',
    maxPool: '3×3 최대 풀링, 스트라이드 2',
    classifier: words.poolLinear,
    groups: '폭 {width} 그룹 {groups}개',
    channels: words.fromTo,
  },
  parameterCount: '파라미터 {count}',
  channelsAt: '채널 {width}개, {size} × {size}',
  sumActivated: '{activation}, {map}',
  identity: '항등',
}
