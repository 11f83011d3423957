import { expect, it } from 'vitest'
import { createTranslations } from './i18n.ts'

it('fits Korean particles to what is filled in', () => {
  const { t } = createTranslations('ko').global
  expect(t('home.renamed', { name: '폭 실험 2' })).toBe('이름을 폭 실험 2로 바꿈')
  expect(t('home.renamed', { name: '세 공간' })).toBe('이름을 세 공간으로 바꿈')
})
