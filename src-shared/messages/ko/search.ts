import type { search as english } from '#shared/messages/en/search.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from './words.ts'

export const search: SameKeys<typeof english> = {
  text: '예산 안에서 무작위로 뽑은 네트워크를 짧게 학습해 가장 좋은 것을 찾습니다',
  start: '뽑아서 학습하기',
  starting: '네트워크를 뽑는 중입니다.',
  budget: '예산',
  budgetText:
    '처음으로 적은 예산이 크기를 정합니다. 네트워크는 그 예산의 90~100 %를 씁니다. 나머지 예산은 상한입니다. 상관없는 것은 비워 두세요.',
  time: '한 번 계산하는 시간',
  empty: '비우면 제한 없음',
  named: {
    whole: '{budget}에서 가장 좋은 {space}',
    parameters: '파라미터 {count}개',
    activations: '활성값 {count}개',
  },
  timeFrom: words.predictedFrom,
  scatter: '네트워크 {networks}개로 예측합니다. 다른 네트워크의 시간은 예측과 {percent} % 정도(표준 편차) 다릅니다.',
  toMeasure:
    '여기서 측정한 시간이 없습니다. 연구를 열고 시간 화면에서 네트워크를 {fewest}개 이상 측정하면 다른 네트워크의 시간을 예측할 수 있습니다.',
  outside:
    '측정한 네트워크는 {low}에서 {high}까지 걸립니다. 이 예산은 그 밖이라 예측이 확인되지 않았습니다. 그 크기의 네트워크를 측정하세요.',
  kind: '네트워크 종류',
  kinds: { RegNetX: 'RegNetX', RegNetY: 'squeeze-and-excitation이 있는 RegNetY' },
  networks: '뽑을 네트워크 수',
  networksHint: '논문에서는 32개면 충분했습니다',
  size: '예산에 맞는 네트워크',
  within: '예산 안',
  sizeText: '무작위로 뽑은 조합으로 추정한 수와 그 95 % 구간입니다.',
  noneFound: '무작위로 뽑은 네트워크 {draws}개 가운데 예산에 맞는 것이 없습니다.',
  counting: '네트워크를 세는 중',
  bestText: '네트워크 {all}개 중 {done}개를 학습했습니다',
  none: '아직 학습한 네트워크가 없습니다',
  noneText: '첫 결과가 나오면 가장 좋은 네트워크가 여기에 나타나며, 마지막 네트워크를 학습할 때까지 바뀔 수 있습니다.',
  watch: '학습 지켜보기',
  longer: '더 오래 학습…',
  chance:
    '오류율 {count}개 가운데 가장 낮은 것은 어느 정도 운이므로, 이 네트워크는 실제로 오류율보다 조금 나쁠 수 있습니다. 다른 시드로 더 오래 다시 학습하면 진짜 실력을 알 수 있습니다.',
  error: words.error,
  errorRange: '{error} (95 % 구간 {low}에서 {high}까지)',
  rangeOf: '검증 이미지 {images}장에 대한 Wilson 구간이며, 가장 좋은 것을 고른 운은 들어 있지 않습니다.',
  predicted: '예측 시간',
  predictedRange: '{value} (95 % 구간 {low}에서 {high}까지)',
  beyond: '측정한 크기를 벗어남',
  ranked: '낮은 오류율',
  network: words.network,
  depths: '스테이지별 블록 수',
  widths: '스테이지별 폭',
  again: '다시 학습한 결과',
  epochs: words.epochsTitle,
  seeds: '시드 수',
  lowest: '최저',
  highest: '최고',
}
