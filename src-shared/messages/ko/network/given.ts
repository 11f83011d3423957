import type { given as english } from '#shared/messages/en/network/given.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from '#shared/messages/ko/words.ts'

export const given: SameKeys<typeof english> = {
  given: {
    open: words.anotherNetwork,
    openText: '이름, 파일, 텍스트로 엽니다: pycls, timm, transformers, sample --json 출력, ONNX 모델',
    title: words.anotherNetwork,
    text: 'RegNetX-200MF, regnety_032, ResNet-50, EfficientNet-B0 같은 이름을 적거나, pycls·timm·transformers 설정, 스테이지, RegNet 매개변수, sample --json 출력을 붙여 넣거나 끌어다 놓으세요. ONNX 파일을 열거나 끌어다 놓으면 그래프와 비용을 볼 수 있습니다.',
    field: '이름이나 설정',
    choosePublished: '발표된 네트워크',
    file: words.openAFile,
    which: '그중 하나',
    facts: '클래스 {classes}개, {size} px',
    published: '발표된 값: ImageNet Top-1 오류율 {error}, V100에서 이미지 64장에 {inference}(논문의 {place})',
    train: '학습하기',
    trainText: '이 연구의 학습 설정, 데이터 세트, 이미지 크기로 새 연구에서 학습합니다',
  },
}
