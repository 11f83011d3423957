import type { training as english } from '#shared/messages/en/network/training.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const training: SameKeys<typeof english> = {
  training: words.training,
  trainingText: '에포크 {epochs}개 중 {done}개, {duration}',
  quantity: '학습에서 그릴 것',
  quantities: { error: words.error, loss: words.loss, learningRate: words.rate },
  quantityTexts: {
    steps: '가는 선: 스텝별 학습 손실, 굵은 선: 검증 손실, 로그 눈금',
    loss: '파선: 학습 손실, 실선: 검증 손실, 로그 눈금',
    learningRate: '에포크별 학습률',
  },
  noEpoch: '아직 끝난 에포크가 없습니다.',
  curveLabel: '{name}의 에포크별 {quantity}',
  curve: {
    step: '스텝',
    epoch: words.epoch,
    learningRate: words.learningRate,
    trainLoss: '학습 손실',
    trainErrorPercent: '학습 오류율 %',
    validationLoss: '검증 손실',
    validationErrorPercent: '검증 오류율 %',
    imagesPerSecond: '초당 이미지',
  },
  place: '네트워크 집단 안의 위치',
  placeText: '{n}개 중 {rank}위, {error} %',
  noPlace: '학습을 마친 네트워크 {n}개. 이 네트워크에는 오류율이 없습니다',
  placeLabel: '{name} 네트워크 집단의 EDF와 이 네트워크의 위치',
  errorPercent: '오류율 %',
  shareUpTo: '이하 비율 %',
}
