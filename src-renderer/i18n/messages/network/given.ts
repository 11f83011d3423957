import { defineMessages } from '#renderer/i18n/defineMessages.ts'

/** A network that is given by a name, a file or a text, and not one of the study. */
export const given = defineMessages({
  en: {
    given: {
      open: 'Another network',
      openText: 'By its name, a file or a text: pycls, timm, transformers, or what sample --json prints',
      title: 'Another network',
      text: 'Write a name such as RegNetX-200MF, regnety_032 or facebook/regnet-y-040, or paste or drop a configuration of pycls, timm or transformers, stages, RegNet parameters or what sample --json prints.',
      field: 'Name or configuration',
      choosePublished: 'A RegNet of the paper',
      file: 'Open a file',
      which: 'Which of them',
      facts: '{classes} classes, {size} px',
      train: 'Train it',
      trainText: 'In a study of its own, with the recipe, data set and image size of this study',
    },
  },
  ko: {
    given: {
      open: '다른 네트워크',
      openText: '이름, 파일, 텍스트로 엽니다: pycls, timm, transformers, sample --json 출력',
      title: '다른 네트워크',
      text: 'RegNetX-200MF, regnety_032, facebook/regnet-y-040 같은 이름을 적거나, pycls·timm·transformers 설정, 스테이지, RegNet 매개변수, sample --json 출력을 붙여 넣거나 끌어다 놓으세요.',
      field: '이름이나 설정',
      choosePublished: '논문의 RegNet',
      file: '파일 열기',
      which: '그중 하나',
      facts: '클래스 {classes}개, {size} px',
      train: '학습하기',
      trainText: '이 연구의 학습 설정, 데이터 세트, 이미지 크기로 새 연구에서 학습합니다',
    },
  },
})
