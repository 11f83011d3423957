import type { settings as english } from '#shared/messages/en/spaces/settings.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const settings: SameKeys<typeof english> = {
  inCommon: '모든 네트워크에 공통',
  settings: {
    stages: '스테이지 수',
    strides: '스트라이드',
    kernels: '커널',
    block: words.block,
    stem: words.stem,
    activation: '활성화 함수',
    stemWidth: words.stemWidth,
    headWidth: '헤드 폭(0: 없음)',
    seRatio: 'Squeeze-and-Excitation',
    bnEpsilon: '배치 정규화 ε',
  },
  blocks: {
    x: { name: 'X: 잔차 병목, 그룹 합성곱', short: 'X' },
    y: { name: 'Y: X에 Squeeze-and-Excitation', short: 'Y' },
    r: { name: 'R: 그룹 없는 X', short: 'R' },
    v: { name: 'V: 3×3 합성곱 하나', short: 'V' },
    vr: { name: 'VR: 잔차가 있는 V', short: 'VR' },
    vanilla: { name: '3×3 합성곱 둘', short: '3×3 둘' },
    basic: { name: '3×3 합성곱 둘, 잔차', short: '기본' },
    linear: { name: '선형 병목', short: '선형' },
    mbconv: { name: 'MBConv: 역병목 (EfficientNet)', short: 'MBConv' },
  },
  stems: {
    cifar: '3×3, 스트라이드 1 (CIFAR)',
    imagenet: '3×3, 스트라이드 2 (ImageNet)',
    resnet: '7×7, 스트라이드 2, 최대 풀링 (ResNet)',
  },
  activations: { relu: 'ReLU', silu: 'SiLU' },
}
