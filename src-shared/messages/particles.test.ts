import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withParticles } from './particles.ts'

describe('withParticles', () => {
  it.each([
    ['공간을(를)', '공간을'],
    ['폴더은(는) 비었고 서울(으)로, 부산(으)로, 제주(으)로', '폴더는 비었고 서울로, 부산으로, 제주로'],
    ['"큰 연구"이(가) 있습니다', '"큰 연구"가 있습니다'],
    ['“넓은 공간”와(과) 같습니다', '“넓은 공간”과 같습니다'],
    ['자유도가 16에서 10(으)로, 11(으)로, 12(으)로, 13(으)로', '자유도가 16에서 10으로, 11로, 12로, 13으로'],
    ['시드 7은(는), 시드 4은(는)', '시드 7은, 시드 4는'],
    ['AnyNetX_A을(를) RegNetX와(과), RegNet_M이(가)', 'AnyNetX_A를 RegNetX와, RegNet_M이'],
    ['가은(는), 힣은(는)', '가는, 힣은'],
    ['오류율 30 %이(가)', '오류율 30 %가'],
  ])('%s: %s', (written, said) => {
    expect(withParticles(written)).toBe(said)
  })

  it('keeps both forms after a word of unknown pronunciation', () => {
    const texts = ['study.yaml을(를)', '/home/me/lab(으)로', 'CIFAR이(가)', '을(를)', '"…"은(는)']
    expect(texts.map(withParticles)).toEqual(texts)
  })
  it('changes nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/[은이을와](?:\(|（)|\(으\)/.test(text))
        expect(withParticles(text)).toBe(text)
      }),
    )
  })
})
