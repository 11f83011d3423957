import { describe, expect, it } from 'vitest'
import { spaceMarks } from '#shared/charts/spaceMarks.ts'
import { translations } from '#renderer/i18n/texts.ts'
import { edfBand, errorGrid } from '#shared/statistics/ranges/edfBand.ts'
import { figureCaption, type CaptionFacts } from './figureCaption.ts'

// Captions are checked against the numbers that the figure is drawn from.

const errors = { A: [30, 32, 34, 60], B: [28, 29, 31] }
const marks = spaceMarks(['A', 'B'])
const grid = errorGrid(Object.values(errors))
const populations = (['A', 'B'] as const).map((name) => ({
  ...{ id: name, name, mark: marks.get(name)!, errors: errors[name] },
  band: edfBand({ errors: errors[name] }, grid),
}))
const facts: CaptionFacts = {
  ...{ epochs: [6, 6], cut: null, pair: undefined, bandKind: 'pointwise', weighted: undefined, notes: [] },
}
const cutAt = (high: number) => ({
  scale: { low: 25, high, ticks: [], log: false },
  beyond: Object.values(errors)
    .flat()
    .filter((error) => error > high).length,
})

describe.each(['en', 'ko'] as const)('a caption, %s', (language) => {
  const t = translations[language]
  const caption = (input: object, more: Partial<CaptionFacts> = {}) =>
    figureCaption({ populations, bands: 'all', ...input }, { ...facts, ...more }, t, language)
  const isEnglish = language === 'en'

  it('gives the number of networks of each curve, and leaves out empty ones', () => {
    const said = caption({ populations: [...populations, { ...populations[0]!, id: 'C', name: 'C', errors: [] }] })
    for (const [name, list] of Object.entries(errors))
      expect(said.replaceAll(' (', '(')).toContain(`${name}(n = ${list.length})`)
    expect(said).not.toContain('C (')
  })
  it('ends with what is to be borne in mind', () => {
    expect(caption({}, { notes: ['One.', 'Another.'] })).toMatch(/ One\. Another\.$/)
  })
  it('gives the epochs if all populations share them, and otherwise says that they differ', () => {
    expect(caption({})).toContain(isEnglish ? 'the last of 6 epochs' : '6에포크')
    expect(caption({}, { epochs: [1] })).toContain(isEnglish ? 'their only epoch' : '1에포크')
    expect(caption({}, { epochs: [6, 12] })).not.toMatch(/6|12/)
  })
  it('mentions bands only if one is drawn, and exact ones only if all networks have equal weight', () => {
    const bands = isEnglish ? 'Bands' : '신뢰띠'
    expect(caption({})).toContain(bands)
    expect(caption({ bands: 'none' })).not.toContain(bands)
    expect(caption({ bands: 'pair' })).not.toContain(bands)
    expect(caption({ bands: 'pair', pair: ['B', 'A'] })).toContain(bands)
    const weighted = { bins: 3, by: 'FLOPs', low: '1 MF', high: '2 MF' }
    for (const bandKind of ['pointwise', 'simultaneous'] as const)
      expect(caption({}, { weighted, bandKind })).toMatch(isEnglish ? /Bands .* ESS/ : /신뢰띠.*ESS|ESS.*신뢰띠/)
    expect(caption({}, { weighted })).not.toMatch(/exact|정확/)
  })
  it('counts the networks beyond a cut axis', () => {
    expect(caption({}, { cut: cutAt(40) })).toContain(isEnglish ? '40 %; 1 network lies beyond' : '네트워크 1개')
    expect(caption({}, { cut: cutAt(33) })).toContain(isEnglish ? '33 %; 2 networks lie beyond' : '네트워크 2개')
  })
  it('names the pair of the widest gap if the bar is drawn', () => {
    const pair = { newer: 'B', older: 'A' }
    expect(caption({ gap: { at: 31, shares: [1, 0.25] } }, { pair })).toMatch(
      isEnglish ? /between B and A/ : /B 공간과 A 공간/,
    )
    expect(caption({}, { pair })).not.toMatch(isEnglish ? /bar/ : /막대/)
  })
})
