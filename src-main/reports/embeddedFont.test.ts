import { expect, it } from 'vitest'
import { embeddedFont, withFont } from './embeddedFont.ts'

const bytes = (rule: string) =>
  Buffer.from(/url\(data:font\/woff2;base64,([A-Za-z0-9+/=]+)\)/.exec(rule)![1]!, 'base64')

it('a font contains the characters of its text and little else, and equal characters give equal bytes', async () => {
  const [english, korean] = await Promise.all([
    embeddedFont('Error, %: −0.25'),
    embeddedFont('오류율 분포와 설계 공간'),
  ])
  for (const rule of [english, korean]) {
    expect(bytes(rule).subarray(0, 4).toString()).toBe('wOF2')
    expect(bytes(rule).length).toBeLessThan(20_000)
  }
  expect(await embeddedFont('−52.0 :%, rroE')).toBe(english)
  expect(bytes(korean).equals(bytes(english))).toBe(false)
})

it('Hangul in single letters, as in names of files, finds its syllables in the font', async () => {
  const syllables = '한글 폴더'
  const letters = syllables.normalize('NFD')
  expect(await embeddedFont(letters)).toBe(await embeddedFont(letters + syllables))
})

it('a page embeds it in its head and loads nothing external', async () => {
  const page = await withFont('<html><head><title>오류율</title></head><body>1</body></html>')
  expect(page).toMatch(
    /<style>@font-face\{[^}]*src:url\(data:font\/woff2;base64,[^)]+\) format\('woff2'\)\}<\/style><\/head>/,
  )
})
