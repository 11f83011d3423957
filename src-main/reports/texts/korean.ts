import { listText } from '#shared/format/lists.ts'
import { fixedText, percentageText, signedText } from '#shared/format/numbers.ts'
import { charts } from '#shared/messages/ko/charts.ts'
import type { ReportTexts } from './reportTexts.ts'
import type { CautionId } from '#shared/refinement/comparison/compareSpaces.ts'
import { data } from '#shared/messages/ko/data.ts'
import { plan } from '#shared/messages/ko/plan.ts'
import type { Answered } from './english.ts'

const cautionTexts: Readonly<Record<CautionId, string>> = {
  noVerdict: '아직 아무것도 가릴 수 없고',
  largeDifferencesOnly: '큰 차이만 가릴 수 있고',
  meansNotTails: '어느 공간이 나은지는 가릴 수 있어도 꼬리는 가릴 수 없고',
}
/** The distance between two errors with the digits both are shown with; a small difference is not rounded to zero. */
const apart = (points: number) => (Math.abs(points) < 0.005 ? '0.01%p 미만' : `${fixedText(Math.abs(points), 2)}%p`)
function answered([newer, older]: readonly [string, string], { verdict, points }: Answered): string {
  if (verdict === 'undecided') return '우열을 가릴 수 없습니다'
  if (verdict === 'equal') return `새 공간 ${newer}: 더 나쁘지 않습니다`
  return `더 나은 쪽은 ${verdict === 'better' ? newer : older}입니다(평균 오류율의 차이 ${signedText(points)}%p)`
}

/** Suffix of the range of a mean. */
const short = (isShort: boolean) => (isShort ? ', 실제보다 좁을 수 있음' : '')

/** Every text of a report in Korean. Avoids particles that depend on a name's last sound. */
export const korean: ReportTexts = {
  language: 'ko',
  charts: charts.drawing,
  plan: plan,
  builtIn: data.builtIn,
  contents: '목차',
  viewAsTable: '표로 보기',
  span: (low, high) => `${low} ~ ${high}`,
  chance: (percent, isHigh) => percent ?? (isHigh ? '99.9\u00a0% 초과' : '0.1\u00a0% 미만'),
  points: (value) => `${signedText(value)}%p`,
  list: (entries) => listText(entries, 'ko'),
  differing: { recipe: '학습 설정', dataset: '데이터 세트', imageSize: '이미지 크기', flops: '네트워크의 FLOPs' },
  facts: (populations, spaces, networks, dataset, imageSize) =>
    `공간 ${spaces}개의 네트워크 집단 ${populations}개, 네트워크 ${networks}개. 데이터 세트: ${dataset}, ${imageSize} × ${imageSize} px`,
  factsWithTime: (facts, duration, time) => `${facts}. 소요 시간: ${duration}, ${time}`,
  sections: {
    verdict: '결과',
    populations: '네트워크 집단',
    parameters: '매개변수에 따른 오류율',
    networks: '가장 좋은 네트워크와 가장 나쁜 네트워크',
    curves: '가장 좋은 네트워크의 학습',
    decisions: '결정과 그 이유',
    method: '실험 방법',
    runs: '모든 실행',
  },
  verdict: {
    nothing: '완료된 실행이 없어 읽을 수 있는 분포가 없습니다.',
    notComparable: (names, unfinished) => `비교할 수 없습니다: ${names}. 이유: ${unfinished}.`,
    allEnded: (name, diverged, failed) =>
      failed === 0
        ? `${name}의 네트워크 ${diverged}개가 모두 발산`
        : diverged === 0
          ? `${name}의 네트워크 ${failed}개가 모두 실패`
          : `${name}의 네트워크 중 ${diverged}개가 발산, ${failed}개가 실패, 완료 없음`,
    tooFew: (newer, older, count, fewest) =>
      `${newer}, ${older}: 아직 비교할 수 없습니다. 네트워크 ${count}개로는 부족합니다(각각 최소 ${fewest}개).`,
    dependsOnDiverged: (names, finished, withDiverged, [newer, older]) =>
      `결과는 발산한 네트워크를 어떻게 세는지에 달려 있습니다(${names[0]} ${newer}개, ${names[1]} ${older}개). 완료된 네트워크만 보면 ${answered(names, finished)}. 발산을 오류율 100\u00a0%로 치면 ${answered(names, withDiverged)}.`,
    signDependsOnDiverged: (names, finished, { finished: without, atHighest, counted: atWorst }, [newer, older]) =>
      `발산한 네트워크를 어떻게 세는지에 따라 평균 오류율 차이의 부호가 바뀔 수 있습니다(${names[0]} ${newer}개, ${names[1]} ${older}개). 완료된 네트워크만 보면 ${signedText(without)}%p, 발산을 측정된 최고 오류율로 치면 ${signedText(atHighest)}%p, 오류율 100\u00a0%로 치면 ${signedText(atWorst)}%p입니다. 완료된 네트워크만 보면 ${answered(names, finished)}.`,
    undecided: (newer, older) => `${newer}, ${older}: 이 실행들로는 우열을 가릴 수 없습니다.`,
    equal: (newer, older, chance) =>
      `${newer}, ${older}: 새 공간이 더 나쁘지 않습니다. 무작위로 하나씩 뽑으면 ${chance}의 쌍에서 새 공간이 낫습니다.`,
    better: (better, worse, chance) =>
      `더 좋은 공간: ${better}. ${worse}에서 무작위로 뽑은 네트워크와 견주면 ${chance}의 쌍에서 낫습니다.`,
    betterSide: (better, worse, chance) =>
      `더 나은 쪽: ${better}. 같은 공간의 ${worse}에서 무작위로 뽑은 네트워크와 견주면 ${chance}의 쌍에서 낫습니다.`,
    beats: (newer, older, chance, range) =>
      `${newer}에서 무작위로 뽑은 네트워크의 오류율이 ${older}에서 뽑은 것보다 낮을 확률은 ${chance}입니다(95 % 구간 ${range}). 결론은 이 구간이 50 %를 포함하는지에 따릅니다.`,
    mean: (newer, older, difference, range, isShort) =>
      `${newer}의 평균 오류율에서 ${older}의 평균 오류율을 뺀 값은 ${fixedText(difference, 1)}%p입니다(95 % 구간 ${range}${short(isShort)}).`,
    ahead: (newer, older, newerSpans, olderSpans) => {
      const parts = [
        newerSpans.length > 0 ? `${newer}의 EDF는 오류율 ${listText(newerSpans, 'ko')}에서` : '',
        olderSpans.length > 0 ? `${older}의 EDF는 오류율 ${listText(olderSpans, 'ko')}에서` : '',
      ].filter((part) => part !== '')
      return parts.length > 0
        ? `${parts.join(', ')} 앞섭니다. 그곳에서는 차이의 95 % 신뢰띠가 0을 벗어납니다.`
        : 'EDF의 어디에서도 차이의 95 % 신뢰띠가 0을 벗어나지 않습니다.'
    },
    gap: (newer, older, at, shares, distance, p) =>
      `두 EDF의 간격은 오류율 ${at} 바로 위에서 가장 큽니다. 오류율이 ${at} 이하인 네트워크의 비율은 ${newer} ${shares[0]}, ${older} ${shares[1]}입니다(콜모고로프–스미르노프 거리 ${distance}, p ${p}).`,
    lowest: (newer, difference, [newMin, oldMin], { k, chance }) => {
      const lower =
        difference === 0
          ? '서로 같습니다'
          : `${newer} 쪽이 ${apart(difference)} ${difference < 0 ? '낮습니다' : '높습니다'}`
      return `찾은 가장 낮은 오류율: ${newer} ${newMin}, 다른 쪽 ${oldMin}. ${lower}. 두 쪽의 실행에서 ${k}개씩 뽑으면 ${chance}에서 ${newer}의 최고가 더 낮습니다(같으면 절반으로 셈).`
    },
    lowestMean: (spaces, name, mean, range, isShort) =>
      `같은 조건으로 학습한 공간 ${spaces}개 가운데 평균 오류율이 가장 낮은 것: ${name}, ${mean}(95 % 구간 ${range}${short(isShort)}).`,
    best: (space, error, run, sharing) =>
      sharing === 1
        ? `전체에서 가장 좋은 네트워크: ${space}, 검증 오류율 ${error}, 실행 ${run}.`
        : `전체에서 가장 낮은 검증 오류율은 ${error}이며, 네트워크 ${sharing}개가 이 값입니다. 그중 하나: ${space}의 실행 ${run}.`,
    exported: (run, file, checked, stored, count) =>
      `실행 ${run}의 모델 파일: ${file}. 새 세션에서 다시 불러와 검증 이미지 ${count}장 중 ${checked}장을 틀렸습니다(실행이 끝났을 때는 ${stored}장).`,
    test: (run, wrong, count, uses) => {
      const found = `실행 ${run}: 테스트 이미지 ${count}장 중 ${wrong}장을 틀렸습니다. 테스트 오류율 ${percentageText((100 * wrong) / count)}.`
      return uses === 1
        ? `${found} 이 연구에서 다른 곳에는 테스트 이미지를 쓰지 않았습니다.`
        : `${found} 이 연구에서 테스트 이미지를 ${uses}번 썼습니다.`
    },
    population: (count, name, mean, range, isShort, lowest) =>
      `${name}의 네트워크 ${count}개: 평균 오류율 ${mean}(95 % 구간 ${range}${short(isShort)}), 최솟값 ${lowest}.`,
    fewNetworks: (count, points, caution) =>
      `n = ${count}이면 어떤 오류율 이하인 네트워크의 비율은 중앙값 부근에서 약 ±${points}%p까지만 알 수 있습니다. ${cautionTexts[caution]}, 최솟값은 네트워크 하나에 달려 있습니다.`,
    shortMeans: (names) =>
      `${names}: 평균 오류율의 구간이 95 %에 못 미칠 수 있습니다. 네트워크가 적거나 꼬리를 이루는 네트워크가 적으면 평균을 좌우하는 꼬리가 드러나지 않을 수 있습니다. 결론은 이 구간에 따르지 않습니다.`,
    unfinished: (listed) => `어느 수치에도 들어 있지 않은 것: ${listed}.`,
    diverged: (listed, points) =>
      `발산한 실행에는 오류율이 없어 따로 셉니다: ${listed}.${points === undefined ? '' : ` 오류율을 100 %로 치면 평균의 차이는 ${fixedText(points, 1)}%p입니다.`}`,
    failed: (listed) => `실패한 실행은 어느 수치에도 들어 있지 않습니다: ${listed}.`,
    excluded: (count, name, reasons) =>
      `${name}의 실행 ${count}개는 제외되어 어느 수치에도 들어 있지 않습니다: ${reasons}.`,
    reason: (reason, count) => `“${reason}” (${count}개)`,
    countOf: (count, name) => `${name} ${count}개`,
    unlike: (parts) => `네트워크 집단마다 다른 것: ${parts}. 오류율의 차이가 공간만의 차이는 아닙니다.`,
    oneRecipe:
      '이 오류율은 한 가지 학습 설정, 한 데이터 세트, 네트워크마다 한 시드에 대한 것입니다. 학습 설정이 달라지면 공간의 순서가 바뀔 수 있습니다.',
  },
  keys: {
    meanDifference: '평균 오류율의 차이',
    range: (text) => `95 % 구간 ${text}`,
    shortRange: (text) => `95 % 구간 ${text}, 실제보다 좁을 수 있음`,
    beats: 'P(새 공간이 나음)',
    distance: '콜모고로프–스미르노프 거리',
    at: (error, p) => `오류율 ${error}, p ${p}`,
    networks: '네트워크 수, 새 공간과 이전 공간',
    counts: (newer, older) => `${newer}, ${older}`,
    from: (newer, older) => `네트워크 집단 ${newer}개, ${older}개`,
  },
  edf: {
    label: (spaces) => `오류율 분포: ${spaces}`,
    caption:
      '경험적 분포 함수 F(e): 오류율이 e보다 작은 네트워크의 비율. 왼쪽에 있을수록 좋습니다. 발산한 실행은 들어 있지 않습니다.',
    bands: (newer, older) =>
      `신뢰띠: ${newer}, ${older} 비율의 점별 정확 95 % 구간. 막대는 두 함수의 간격이 가장 큰 곳을 나타냅니다.`,
    cut: (end: string, count: number) => `축은 ${end} %에서 끝나며 네트워크 ${count}개가 그 너머에 있습니다.`,
    below: '이 오류율 미만',
  },
  difference: {
    label: (newer, older) => `두 분포의 차이, ${newer} − ${older}`,
    caption: (newer) =>
      `두 함수의 차이와, 두 비율의 정확 구간에서 얻은 점별 95 % 신뢰띠. 0보다 위에서는 오류율이 그 값보다 낮은 네트워크의 비율이 ${newer}에서 더 큽니다.`,
    error: '오류율',
    points: '차이, %p',
    band: '95 % 신뢰띠',
  },
  populations: {
    space: '네트워크 집단',
    diverged: '발산',
    failed: '실패',
    statistics: ['최솟값 %', '제1사분위수', '중앙값 %', '제3사분위수', '평균 %'],
    complexity: ['FLOPs', '파라미터 수', '활성값 수'],
    atMost: (error) => `≤ ${error}`,
    ofEach: (k) => `${k}개씩`,
    caption:
      '완료된 실행의 오류율(%)와 95 % 구간입니다. 중앙값과 사분위수는 순서 통계량에 따르며, 네트워크가 적어 끝을 정할 수 없으면 0이나 100입니다. 평균은 Welch와 Hall에 따르며, †는 실제보다 좁을 수 있다는 뜻입니다. 최솟값 아래의 값은 같은 수의 네트워크를 새로 뽑았을 때 그 최솟값이 95 %로 넘지 않는 값입니다. FLOPs(곱셈-덧셈), 파라미터 수, 활성값 수는 모든 실행의 중앙값입니다.',
    from: (count) => `네트워크 집단 ${count}개`,
    pooled: (entries) =>
      entries.length > 0
        ? `같은 조건으로 학습한 한 공간의 네트워크 집단은 하나로 합쳤습니다. ${entries.map(({ name, populations }) => `${name}: ${listText(populations, 'ko')}`).join('; ')}. 같은 시드로 두 번 학습한 네트워크는 한 번만 셉니다.`
        : '',
    steps: '각각의 비교 대상과의 차이',
    pair: ['새 공간', '이전 공간'],
    comparison: ['P(새 공간이 나음)', '평균의 차이', '최솟값의 차이', 'P(최고가 더 낮음)', 'KS 거리', 'p'],
  },
  parameters: {
    intro:
      '점 하나가 네트워크 하나입니다. 음영: 가장 좋은 값의 95 % 경험적 부트스트랩 구간(네트워크의 4분의 1을 복원 추출할 때 그중 가장 좋은 것의 값이며, 재표집을 무한히 되풀이한 극한으로 계산). 선은 중앙값, 곧 유력한 최적값이고, 고리가 있는 점은 가장 좋은 네트워크입니다. 구간이 축 전체에 걸치면 자료가 어느 값도 가리키지 않는다는 뜻입니다.',
    titles: {
      totalDepth: '깊이, 블록 수',
      lastWidth: '마지막 스테이지의 폭',
      largestBottleneckRatio: '가장 큰 병목 비율 b',
      largestGroupWidth: '가장 큰 그룹 폭 g',
      parameters: '파라미터 수',
      activations: '활성값 수',
    },
    undrawn: (count, of) =>
      `네트워크 ${of}개 중 ${count}개는 뽑은 값이 기록되어 있지 않아, 폭과 그룹 폭을 네트워크에서 추정했습니다.`,
    label: (space, parameter) => `${space}: ${parameter}에 따른 오류율`,
    likelyBest: '유력한 최적값',
    range: (text) => `95 % 구간 ${text}`,
    same: (list) => `모든 네트워크에서 같음: ${list}.`,
    columns: ['매개변수', '유력한 최적값', '구간 시작', '끝', '오류율과의 순위 상관'],
  },
  networks: {
    intro: '막대 하나가 블록 하나이고, 높이는 블록의 폭입니다. 높이가 바뀌는 곳에서 새 스테이지가 시작됩니다.',
    fit: '점선: 맞춘 직선 u_j = w_0 + w_a j.',
    order: '첫 줄은 왼쪽이 가장 좋고, 둘째 줄은 왼쪽이 가장 나쁩니다.',
    best: '가장 좋은 네트워크',
    worst: '가장 나쁜 네트워크',
    label: (run, widths, depths) => `네트워크 ${run}: 폭 ${widths}, 깊이 ${depths}`,
    run: (run, blocks) => `실행 ${run}, 블록 ${blocks}개`,
    parameters: (count) => `파라미터 ${count}`,
  },
  curves: {
    label: (spaces) => `가장 좋은 실행의 에포크별 오류율: ${spaces}`,
    caption:
      '공간마다 가장 좋은 실행입니다. 학습 오류율은 가중치가 바뀌는 동안 증강된 배치에서 재므로 검증 오류율보다 높을 수 있습니다.',
    epoch: '에포크',
    validation: (space) => `${space} 검증`,
    training: '학습',
  },
  method: {
    dataset: '데이터 세트',
    datasetFacts: (name, { classes, trainCount, validationCount, hasOwnValidation, imageSize }) => {
      const train = trainCount === null ? '' : `, 학습 이미지 ${trainCount}장`
      const validation = hasOwnValidation === false ? '검증용으로 떼어 둔 이미지' : '검증 이미지'
      return `${name}: 클래스 ${classes}개${train}, ${validation} ${validationCount}장, ${imageSize} × ${imageSize} px`
    },
    classes: (names, more) => `클래스: ${names}${more > 0 ? ` 외 ${more}개` : ''}`,
    recipe: '학습 설정',
    error: '오류율',
    errorFacts: '마지막 에포크 뒤 검증 분할에서의 Top-1 오류율입니다.',
    testFacts: (uses, runs) =>
      uses === 0
        ? '테스트 이미지는 쓰지 않았습니다.'
        : uses === 1
          ? `테스트 이미지는 한 번 썼습니다(실행 ${runs}).`
          : `테스트 이미지는 ${uses}번 썼습니다(${runs}).`,
    seeds: '시드',
    seedsOf: (name, sampling) => `${name}: 표본 추출 시드 ${sampling}`,
    derivedSeeds: '네트워크마다 네트워크 집단의 시드와 표본 안의 순번으로 정해지는 시드로 학습했습니다.',
    listedSeeds: '학습마다 쓴 시드는 CSV와 JSON의 각 실행에 적혀 있습니다.',
    ranges: '구간',
    rangesFacts:
      '95 % 구간이며 재표집 없이 계산합니다. P(새 공간이 나음): Brunner–Munzel 분산을 쓴 점수 구간으로 분포의 모양과 관계없이 성립하며, 1/2을 벗어나면 한쪽이 낫습니다. 어떤 오류율 아래의 비율: Blaker의 점별 구간, 그 차이: 정확 구간에서 얻은 Newcombe 구간. 중앙값과 사분위수: 순서 통계량. 평균: Welch의 t와 Hall의 왜도 보정을 합친 구간. 네트워크가 30개 미만이거나 소수가 꼬리를 이루면 95 %에 못 미칠 수 있으며 그 옆에 표시합니다. 가장 그럴듯한 값: 논문의 경험적 부트스트랩으로, 이 네트워크들을 설명합니다.',
    machine: '컴퓨터',
    machineFacts: (cpu, onnxruntime, provider, plan, node) =>
      `${cpu}; onnxruntime ${onnxruntime}, 실행 제공자 ${provider}, lowering 계획 ${plan}; Node ${node}`,
    time: '소요 시간',
    timeFacts: (duration, started) => `${duration}, 시작 ${started}`,
    digest: '다이제스트',
    degrees: (count) => `자유도 ${count}`,
    combinations: {
      count: ['조합 ', '개'],
      estimate: ['조합 약 ', '개'],
      upperEnd: ['조합 많아야 ', '개'],
    },
    accepted: (share) => `추출의 ${share}가 제약을 충족`,
  },
  recipe: {
    yes: '예',
    no: '아니요',
    all: '모두',
    images: (count) => `이미지 ${count}장`,
    epochs: (count) => `${count}에포크`,
    steps: (factor, epochs) => `에포크 ${epochs} 뒤 × ${factor}`,
    downTo: (share) => `학습률의 ${share}까지`,
    warmup: (epochs, share) => `${epochs}에포크, 학습률의 ${share}부터`,
    decays: (weights, batchNorm, biases) => `${weights}(가중치), ${batchNorm}(배치 정규화), ${biases}(편향)`,
    ema: (alpha, steps) => `alpha ${alpha}, ${steps}스텝마다`,
    crop: '무작위 자르기',
    part: (area, aspect) => `넓이의 ${area}, 가로세로비 ${aspect}인 부분을 확대`,
    padding: (px) => `가장자리에 ${px} px를 더한 뒤`,
    held: (share, seed) => `클래스마다 학습 이미지의 ${share}, 분할 시드 ${seed}`,
    ownValidation: '데이터 세트의 검증 이미지',
  },
  decisions: {
    refined: (from, to) => `${from} → ${to}`,
    kept: (name) => `${name}, 좁힌 공간 없음`,
    states: { accepted: '채택', rejected: '기각' },
  },
  runs: {
    show: (count) => `실행 ${count}개 보기`,
    columns: ['실행', '공간'],
    excluded: (reason) => `제외됨: ${reason}`,
    numbers: ['오류율 %', 'FLOPs', '파라미터 수', '활성값 수'],
    stages: ['깊이', '폭', 'b', 'g'],
    times: ['에포크', '시간'],
    digest: '다이제스트',
    status: { finished: '완료', diverged: '발산', failed: '실패' },
  },
}
