import type { compareStep as english } from '#shared/messages/en/refine/compareStep.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const compareStep: SameKeys<typeof english> = {
  compare: {
    question: '{newer} 공간이 {older} 공간보다 나을까요?',
    text: '가장 좋은 네트워크가 아니라, 같은 FLOPs에서 분포 전체를 비교합니다.',
    edf: '오류율 분포',
    bands: '점별 95 % 신뢰띠',
    computing: '두 네트워크 집단을 비교하는 중',
    verdict: words.verdict,
    stillTraining: '네트워크 {count}개가 아직 남았으며 끝나는 대로 수치에 반영됩니다.',
    toCompare: '비교 화면에서 열기',
    next: '결정하기',
  },
  verdict: {
    title: '{older} 대비 {newer}',
    texts: {
      better: 'P(새 공간이 나음)의 95 % 구간이 1/2보다 위에 있습니다.',
      equal:
        'P(새 공간이 나음)가 95 % 신뢰도로 {low}와(과) {high} 사이에 있습니다. 표준편차의 절반만큼 떨어진 두 공간보다 1/2에 가깝습니다.',
      worse: 'P(새 공간이 나음)의 95 % 구간이 1/2보다 아래에 있습니다.',
      undecided:
        '이 네트워크들로는 둘을 가릴 수 없고, P(새 공간이 나음)가 {low}와(과) {high} 사이에 있다고 할 수도 없습니다.',
    },
    since: '{n}개 중 {m}번째 네트워크부터 유지된 판정입니다.',
    needed: '이만한 차이를 가리려면 네트워크가 공간마다 {perSpace}개 있어야 하며, 모두 {more}개가 더 필요합니다.',
    mean: '평균 오류율 차이, %p',
    range: '[{low}, {high}]',
    p: words.beats,
    ks: words.ksDistance,
    ksP: words.p,
    best: '{k}개씩 뽑은 최고끼리 새 공간이 나음',
    why: '평균이 다른 까닭, %p',
    complexity: '파라미터 수가 달라서',
    quality: '같은 파라미터 수에서 더 좋아서',
    cautions: {
      noVerdict: 'n = {n}으로는 판정할 수 없습니다. 공간마다 여덟 개 이상 뽑으세요.',
      largeDifferencesOnly: 'n = {n}이면 EDF를 비율 ± {margin}%p까지만 알 수 있어 큰 차이만 보입니다.',
      meansNotTails:
        'n = {n}이면 EDF 가운데를 비율 ± {margin}%p까지 알 수 있습니다. 어느 쪽이 나은지는 가릴 수 있어도 꼬리는 어렵습니다. 최솟값은 네트워크 하나에 달려 있습니다.',
    },
  },
  step: {
    whole: '분포 전체가 움직입니다: {thirds}%p.',
    part: '분포의 일부만 움직인 것이 확인됩니다: {moved}%p. 확인되지 않은 부분: {rest}.',
    crossed: '모든 곳에서 그런 것은 아닙니다. {opposed}%p는 반대로 움직입니다.',
    nowhere: '분포의 어느 부분이 움직이는지는 이 네트워크들로 알 수 없습니다.',
    third: '{name} {value} {range}',
    thirds: { best: '상위 1/3', middle: '중간 1/3', worst: '하위 1/3' },
    bySize:
      '차이는 파라미터 수가 달라진 데서 옵니다: {size}%p {sizeRange}. 파라미터 수가 같은 네트워크 사이에는 {quality}%p {range}가 남는데, 없는 것일 수도 있습니다.',
    byQuality: '파라미터 수가 같은 네트워크 사이의 차이는 {quality}%p {range}입니다.',
    againstQuality:
      '차이는 파라미터 수가 달라진 데서 옵니다({size}%p). 파라미터 수가 같은 네트워크 사이에서는 반대로 {quality}%p {range}입니다.',
    simplicity: {
      smaller: {
        fewer: '새 공간이 더 단순합니다. 더 작고 자유도가 {from}에서 {to}(으)로 줄었습니다.',
        same: '새 공간이 더 단순합니다. 더 작고 자유도는 {to} 그대로입니다.',
        more: '새 공간은 더 작지만 자유도가 {from}에서 {to}(으)로 늘었습니다.',
      },
      larger: {
        fewer: '새 공간은 자유도가 {from}에서 {to}(으)로 줄었지만 조합은 더 많습니다.',
        same: '새 공간이 더 단순하지는 않습니다. 조합이 더 많고 자유도는 {to} 그대로입니다.',
        more: '새 공간이 더 단순하지는 않습니다. 조합이 더 많고 자유도도 {from}에서 {to}(으)로 늘었습니다.',
      },
      same: {
        fewer: '새 공간이 더 단순합니다. 조합 수는 같고 자유도가 {from}에서 {to}(으)로 줄었습니다.',
        same: '새 공간이 더 단순하지는 않습니다. 조합 수도 자유도 {to}도 그대로입니다.',
        more: '새 공간이 더 단순하지는 않습니다. 조합 수는 같고 자유도가 {from}에서 {to}(으)로 늘었습니다.',
      },
      unclear: {
        fewer: '새 공간은 자유도가 {from}에서 {to}(으)로 줄었습니다. 조합이 더 적은지는 뽑아 본 것으로 알 수 없습니다.',
        same: '자유도는 {to} 그대로입니다. 새 공간의 조합이 더 적은지는 뽑아 본 것으로 알 수 없습니다.',
        more: '새 공간은 자유도가 {from}에서 {to}(으)로 늘었습니다. 조합이 더 적은지는 뽑아 본 것으로 알 수 없습니다.',
      },
    },
  },
  edf: {
    text: '{name}: {n}, 최저 오류율 {min} %, 평균 {mean} %.',
    error: words.errorColumn,
    share: '{name}, 미만 비율, %',
  },
  pair: {
    edf: '{newer} 공간과 {older} 공간의 EDF',
    text: '{at} % 바로 위에서 가장 벌어집니다: 오류율이 그 값 이하인 비율은 {newer} {newShare} %, {older} {oldShare} %입니다.',
    difference: 'EDF의 차이, 비율 %p',
    low: '95 % 구간 시작',
    high: '95 % 구간 끝',
  },
}
