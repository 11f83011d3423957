import type { newStudy as english } from '#shared/messages/en/newStudy.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from './words.ts'

export const newStudy: SameKeys<typeof english> = {
  text: '한 쪽이면 됩니다. 처음 공간 말고는 나중에 모두 바꿀 수 있습니다',
  summary: '공간 {spaces}개, 네트워크 {networks}개, 각각 학습 이미지 {images}장',
  create: '연구 만들기',
  creating: '연구를 만드는 중입니다.',
  name: words.name,
  nameTaken: '같은 이름의 연구가 있습니다. 휴지통에 있을 수도 있습니다.',
  start: words.startFrom,
  scale: '공간의 규모',
  scales: {
    tiny16: '아주 작게, 16 px 이미지',
    tiny32: '아주 작게, 32 px 이미지',
    cifar32: 'CIFAR, 32 px 이미지',
    paper: '논문 그대로, 224 px 이미지',
  },
  scaleTexts: {
    tiny16: '폭 128까지, 스테이지당 블록 8개까지. CPU에서 네트워크 하나에 몇 초에서 몇 분 걸립니다.',
    tiny32: '아주 작은 규모이며 스템이 큰 이미지를 절반으로 줄입니다.',
    cifar32: '폭 512까지, 스테이지당 블록 16개까지. 네트워크 하나에 몇 분에서 몇 시간 걸립니다.',
    paper: '폭 1024까지, 스테이지당 블록 16개까지. 큰 컴퓨터에 알맞습니다.',
  },
  spaces: '계보의 설계 공간',
  spacesText: '각 공간은 바로 위의 공간을 정제합니다. 하나면 충분하며, 다음 공간은 마법사가 찾습니다.',
  restriction: '제약',
  freedom: words.degreesOfFreedom,
  size: '뽑을 수 있는 네트워크 수, 10의 거듭제곱',
  degrees: '자유도 {count}',
  restrictions: {
    AnyNetX_A: '제약 없음, 스테이지마다 따로',
    AnyNetX_B: words.oneBottleneckRatio,
    AnyNetX_C: '그룹 폭도 같게',
    AnyNetX_D: '폭이 줄어들지 않음',
    AnyNetX_E: '깊이도 줄어들지 않음',
    RegNetX: '폭이 양자화된 직선 위에 있음',
    RegNetY: 'Squeeze-and-Excitation을 더한 RegNetX',
  },
  budget: words.flopsWindow,
  data: words.data,
  populations: words.populations,
}
