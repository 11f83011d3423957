import type { model as english } from '#shared/messages/en/network/model.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'

export const model: SameKeys<typeof english> = {
  model: {
    input: '입력 {name}: {channels} × {height} × {width}, 한 번에 이미지 {batch}장',
    opset: 'opset {opset}',
    producer: '{producer}에서 내보냄',
    side: '모델이 정하지 않은 이미지 한 변의 길이',
    sideOf: '한 변 {side} px',
    counting:
      '이미지 한 장에 대해 논문과 같은 방식으로 셉니다. FLOPs는 합성곱과 선형 층의 곱셈-덧셈 수, 활성값 수는 합성곱이 내놓는 원소 수, 파라미터 수는 두 층의 가중치와 편향, 배치 정규화의 배율과 이동값입니다. 합성곱에 합쳐진 배치 정규화는 편향으로만 셉니다.',
    operators: '종류별 연산자',
    operatorsText: '비용이 큰 순서',
    count: '개수',
    listAlone: '목록으로만 표시: 구조도에는 연산자를 {most}개까지 그립니다',
    external:
      '텐서 {count}개가 다른 파일 {file}에 있습니다(첫 번째는 {first}). 그 파일은 읽지 않습니다. 구조와 비용에는 모양만 필요합니다. 모델을 실행하려면 두 파일을 함께 두거나 하나로 저장하세요.',
    uncounted: {
      unknownShape:
        '세지 못함: 그래프에서 모양을 알 수 없는 연산자 {count}개({types}). 모양 추론을 켜고 내보내면 셀 수 있습니다.',
      computedProduct: '세지 않음: 어텐션처럼 계산된 두 값의 곱 {count}개({types}). 선형 층이 아닙니다.',
      unknownOperator: '세지 못함: 알 수 없는 종류의 연산자 {count}개({types}). 합성곱이 들어 있을 수 있습니다.',
      ownGraph: '세지 못함: 연산자 {count}개({types})가 자기 안에 지닌 그래프. 제어 흐름 없이 내보내면 셀 수 있습니다.',
      constants:
        '파라미터에서 뺌: {types}에 쓰인 다른 상수의 수 {number}개. 이미지 평균이나 따로 더하는 편향 같은 것입니다.',
    },
  },
}
