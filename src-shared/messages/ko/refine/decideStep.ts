import type { decideStep as english } from '#shared/messages/en/refine/decideStep.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const decideStep: SameKeys<typeof english> = {
  decide: {
    question: '{older} 공간 대신 {newer} 공간을 채택할까요?',
    text: '새 공간이 더 좋거나, 나쁘지 않으면서 더 단순하면 채택할 만합니다. 기각한 공간도 계보에 남습니다.',
    nothingQuestion: '{older}에서 뚜렷한 것이 없습니다',
    nothingText: '이것도 결과입니다. 기록에 남고 공간은 그대로 둡니다.',
    endedText: '결정과 그 근거 수치는 연구 기록에 있습니다.',
    ended: { accepted: '{newer} 채택됨', rejected: '{newer} 기각됨' },
    which: '결정',
    options: { accepted: '{space} 채택', rejected: '{space} 기각' },
    optionTexts: {
      accepted: '{space} 공간이 다음에 정제할 공간이 됩니다.',
      rejected: '{parent} 공간을 유지하고 {space} 공간은 시도한 것으로 남깁니다.',
    },
    proposed: '수치가 뒷받침함',
    missing: {
      networks:
        '아직 수치가 어느 쪽도 뒷받침하지 않습니다. 이만한 차이는 공간마다 네트워크 {perSpace}개일 때 다섯 번 중 네 번 드러납니다.',
      difference: '수치가 어느 쪽도 뒷받침하지 않습니다. 서로 이기는 횟수가 같습니다.',
      chance: '수치가 어느 쪽도 뒷받침하지 않습니다. 찍기보다 나은 네트워크가 필요합니다.',
      diverged: '수치가 어느 쪽도 뒷받침하지 않습니다. 발산한 네트워크를 어떻게 세느냐에 따라 답이 달라집니다.',
    },
    more: '{space}에서 {count}개 더 뽑기',
    reason: words.reason,
    reasonHint: '수치로 쓴 문장이며 원하는 대로 고칠 수 있습니다.',
    reasonLater: '결정을 고르면 수치로 씁니다. 직접 적어도 됩니다.',
    recompute: '수치로 다시 쓰기',
    final: '결정하면 이 정제는 끝나며 되돌릴 수 없습니다. 어느 공간에서든 새로 시작할 수 있습니다.',
    logged: '{time}부터 연구 기록에 있습니다.',
    endNothing: '뚜렷한 것 없음으로 닫기',
    further: '{space} 정제하기',
  },
  reason: {
    asked: '{newer} 공간은 {older} 공간에 조건 하나를 더합니다: {statement}.',
    verdicts: {
      better:
        '같은 FLOPs에서 더 낫습니다: P(새 공간이 나음) {p}, 95 % 구간 {pLow} ~ {pHigh} (평균 오류율 {value}%p, {range}, KS {ks}, n {newN} 대 {oldN}).',
      equal:
        '같은 FLOPs에서 나쁘지 않습니다: P(새 공간이 나음) {p}, 95 % 구간 {pLow} ~ {pHigh} (평균 오류율 {value}%p, {range}, KS {ks}, n {newN} 대 {oldN}).',
      worse:
        '같은 FLOPs에서 더 나쁩니다: P(새 공간이 나음) {p}, 95 % 구간 {pLow} ~ {pHigh} (평균 오류율 {value}%p, {range}, KS {ks}, n {newN} 대 {oldN}).',
      undecided:
        '같은 FLOPs에서 어느 쪽이 나은지 가릴 수 없습니다: P(새 공간이 나음) {p}, 95 % 구간 {pLow} ~ {pHigh} (평균 오류율 {value}%p, {range}, KS {ks}, n {newN} 대 {oldN}).',
    },
    size: {
      changed: '조합은 {before}개에서 {after}개로 바뀝니다.',
      kept: '조합은 {after}개 그대로입니다.',
    },
    atMost: '많아야 10^{size}',
    freedom: {
      changed: '자유도는 {before}에서 {after}(으)로 바뀝니다.',
      kept: '자유도는 {after} 그대로입니다.',
    },
    needed: '가리려면 공간마다 네트워크 {perSpace}개가 필요합니다.',
    accepted: '{newer} 공간을 채택합니다.',
    rejected: '{older} 공간을 유지합니다.',
    nothing: '{space}의 네트워크 {n}개를 살펴보고 제약 {count}개를 따져 보았으나, 정제할 만한 것이 없습니다.',
    nothingBest: '첫 후보는 “{question}”였습니다: 평균 오류율 {value}%p ({range}).',
  },
}
