import type { tour as english } from '#shared/messages/en/tour.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from './words.ts'

export const tour: SameKeys<typeof english> = {
  title: 'AnyNetX에서 RegNetX까지',
  noPath:
    '둘러보기는 AnyNetX_A에서 RegNetX까지 이미 학습한 네트워크 집단을 따라갑니다. 이 연구에는 그 경로가 없고 예제 연구에는 있습니다.',
  openSample: '예제 연구 열기',
  start: '시작',
  step: '{older} → {newer}',
  whole: '전체 경로',
  keys: '← → 로 넘기기',
  back: '이전',
  next: words.next,
  skip: '전체 경로로',
  own: '내 연구 시작하기',
  place: '{pages}쪽 중 {page}쪽',
  n: words.nOf,
  computing: '두 네트워크 집단을 재표집하는 중',
  verdict: words.verdict,
  startQuestion: '네트워크 하나가 아니라 공간을 설계하려면?',
  startText:
    '{space}에는 제한이 없습니다. 조합 10^{size}개, 자유도 {freedom}입니다. 가장 좋은 네트워크 대신, 무작위로 뽑은 {n}개의 오류율이 어떻게 분포하는지 봅니다.',
  firstEdf: 'EDF로 본 첫 공간',
  under: '{low}에서 {high}, 각각 {epochs}에포크',
  how: words.howToReadIt,
  readings: {
    left: '계단 하나가 네트워크 하나입니다. 가장 좋은 네트워크의 오류율은 {min} %, 가장 나쁜 것은 {max} %입니다.',
    median: '네트워크의 절반이 {median} %보다 낮습니다.',
    compare: '곡선이 왼쪽에 있을수록 좋은 공간입니다. 좋은 네트워크를 찾기 쉽다는 뜻입니다.',
  },
  ahead: '경로',
  sizes: '경로에 있는 공간의 크기, 로그 축',
  honest:
    '도중에 아무것도 학습하지 않으며 미리 써 둔 결론도 없습니다. 모든 문장은 이 연구의 실행에서 나옵니다. 실행이 어떤 단계를 뒷받침하지 않으면 그렇다고 말합니다.',
  whats: {
    AnyNetX_A: words.noRestriction,
    AnyNetX_B: words.oneBottleneckRatioForAllStages,
    AnyNetX_C: words.oneGroupWidthForAllStages,
    AnyNetX_D: words.widthsNeverShrink,
    AnyNetX_E: words.depthsNeverShrink,
    RegNetX: words.widthsFollowAQuantisedLine,
  },
  questions: {
    AnyNetX_A: '제한이 없는 공간은 어떤 모습일까요?',
    AnyNetX_B: '모든 스테이지가 병목 비율 하나를 쓰면 손해일까요?',
    AnyNetX_C: '모든 스테이지가 그룹 폭 하나를 쓰면 손해일까요?',
    AnyNetX_D: '스테이지를 지나며 폭이 줄지 않아야 할까요?',
    AnyNetX_E: '스테이지를 지나며 깊이가 줄지 않아야 할까요?',
    RegNetX: '좋은 네트워크의 폭은 직선을 따를까요?',
  },
  whys: {
    AnyNetX_A: '모든 값을 스테이지마다 따로 뽑습니다.',
    AnyNetX_B: '비율을 함께 써도 잃는 것이 없다면 공간이 대가 없이 단순해집니다. 고를 숫자가 셋 줄어듭니다.',
    AnyNetX_C: '그룹 폭에 대한 같은 질문입니다. 잃는 것이 없다면 숫자가 셋 더 줄어듭니다.',
    AnyNetX_D: '알려진 네트워크는 대개 해상도가 낮아질수록 넓어집니다. 무작위 네트워크도 그럴까요?',
    AnyNetX_E: '뒤 스테이지의 블록이 앞 스테이지보다 적지 않아야 할까요?',
    RegNetX: '기울기와 배수를 가진 직선을 스테이지에 맞게 반올림하면, 폭 넷과 깊이 넷이 숫자 넷으로 바뀝니다.',
  },
  oldSays: '{older}의 네트워크가 말해 주는 것',
  newShows: '{newer} 표본이 보여 주는 것',
  nearer: {
    AnyNetX_A: '제한이 없는',
    AnyNetX_B: '병목 비율이 서로 비슷한',
    AnyNetX_C: '그룹 폭이 서로 비슷한',
    AnyNetX_D: '폭이 덜 줄어드는',
    AnyNetX_E: '깊이가 덜 줄어드는',
    RegNetX: '폭이 직선에 가까운',
  },
  trends: {
    for: '{asked} 네트워크일수록 더 좋습니다. 오류율과의 순위 상관 {rho} (95 % 구간 {low} ~ {high}).',
    against: '{asked} 네트워크일수록 더 나쁩니다. 오류율과의 순위 상관 {rho} (95 % 구간 {low} ~ {high}).',
    unclear:
      '{asked} 네트워크가 더 좋은지는 이 표본으로 알 수 없습니다. 오류율과의 순위 상관 {rho} (95 % 구간 {low} ~ {high}).',
  },
  kept: {
    none: '{n}개 중 우연히 제약을 만족하는 것이 없으므로 새 공간에서 표본을 뽑아야 합니다.',
    few: '{n}개 중 {kept}개만 우연히 제약을 만족합니다. 판단하기에 모자라므로 새 공간에서 표본을 뽑아야 합니다.',
    some: '{n}개 중 {kept}개가 이미 만족하며, 같은 FLOPs에서 그중 무작위 하나가 나머지 하나보다 나을 확률은 {p}입니다 (95 % 구간 {low} ~ {high}).',
  },
  verdicts: {
    better:
      '여기서는 이 단계가 성립합니다. {older} 대비 P({newer} 쪽이 나음) {p} (95 % 구간 {pLow} ~ {pHigh}). 평균 오류율 차이 {value}%p ({range}).',
    equal:
      '중요한 만큼 잃는 것은 없습니다. {older} 대비 P({newer} 쪽이 나음) {p}로 1/2에 가깝습니다 (95 % 구간 {pLow} ~ {pHigh}). 평균 오류율 차이 {value}%p ({range}).',
    worse:
      '이 연구에서는 이 단계가 성립하지 않습니다. {older} 대비 P({newer} 쪽이 나음) {p} (95 % 구간 {pLow} ~ {pHigh}). 평균 오류율 차이 {value}%p ({range}).',
    undecided:
      '이 연구로는 이 단계를 가릴 수 없습니다. {older} 대비 P({newer} 쪽이 나음) {p}이지만 95 % 구간이 {pLow}에서 {pHigh}까지입니다. 평균 오류율 차이 {value}%p ({range}).',
  },
  disagrees: {
    better: '{older}의 네트워크는 반대했지만, 따로 뽑은 {newer} 공간은 더 좋습니다.',
    equal: '{older}의 네트워크는 반대했지만, 따로 뽑은 {newer} 공간은 나쁘지 않습니다.',
    worse: '{older}의 네트워크는 찬성했지만, 따로 뽑은 {newer} 공간은 더 나쁩니다.',
  },
  summaryQuestion: '{steps}단계 중 더 좋음 {better}, 나쁘지 않음 {equal}, 미정 {undecided}, 더 나쁨 {worse}',
  summaryText:
    '{first}에서 {last}까지 평균 오류율은 {from} %에서 {to} %로, 공간의 크기는 10^{sizeFrom}개에서 10^{sizeTo}개로, 자유도는 {freedomFrom}에서 {freedomTo}(으)로 바뀝니다.',
  allEdfs: '경로의 모든 공간',
  parameters: 'RegNetX를 이루는 값',
  parametersText:
    '좋은 범위: 무작위로 뽑은 1/4 가운데 가장 좋은 네트워크가 갖는 값의 95 % 부트스트랩 구간. 뽑힌 값을 모르는 네트워크는 폭에 맞춘 직선의 값을 씁니다.',
  columns: {
    parameter: words.parameter,
    all: '표본',
    good: '좋은 범위',
    best: '최고 네트워크',
    space: words.space,
    what: words.whatWasRefined,
    size: words.log10Size,
    freedom: words.degreesOfFreedom,
    n: words.n,
    diverged: words.divergedState,
    min: words.minPercent,
    median: words.medianPercent,
    mean: words.meanPercent,
    difference: words.meanChange,
    p: words.beatsRange,
    verdict: words.verdict,
  },
}
