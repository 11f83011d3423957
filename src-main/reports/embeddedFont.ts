import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import subsetFont from 'subset-font'

/** The typeface of window, reports and figures: Pretendard, for Latin and Hangul (OFL 1.1). */
const fontFile = () =>
  createRequire(import.meta.url).resolve('pretendard/dist/web/variable/woff2/PretendardVariable.woff2')
/** Same name as in the style sheets of window and charts. */
const family = 'Pretendard Variable'
/** The range of weights that reports and charts use. */
const weights = { min: 400, max: 600 }

let whole: Promise<Buffer> | undefined
/** Cache of recent fonts by their characters: a report being edited needs the same ones repeatedly. */
const cache = new Map<string, Promise<string>>()
const cacheLimit = 8

/**
 * A style rule with the characters of `text` embedded as WOFF2, so that the result looks the same without the font
 * installed. A pure function of the characters.
 */
export function embeddedFont(text: string): Promise<string> {
  const characters = [...new Set(withSyllables(text))].sort().join('')
  const found = cache.get(characters)
  if (found) return found
  const face = fontFace(characters)
  cache.set(characters, face)
  if (cache.size > cacheLimit) cache.delete(cache.keys().next().value!)
  // Retry after a failure.
  face.catch(() => cache.delete(characters))
  return face
}

/**
 * The text and its composed form: names of files may hold Hangul as single letters, which renderers show as syllables if
 * the font has those.
 */
const withSyllables = (text: string): string => `${text}${text.normalize('NFC')}`

async function fontFace(characters: string): Promise<string> {
  whole ??= readFile(fontFile())
  const subset = await subsetFont(await whole, characters, {
    targetFormat: 'woff2',
    variationAxes: { wght: weights },
  })
  return `@font-face{font-family:'${family}';font-weight:${weights.min} ${weights.max};src:url(data:font/woff2;base64,${subset.toString('base64')}) format('woff2')}`
}

/**
 * The font with the characters of `text` as TrueType of one weight each, for renderers that know neither WOFF2 nor fonts
 * of variable weight.
 */
export async function staticFonts(text: string): Promise<{ weight: number; bytes: Uint8Array }[]> {
  const font = await (whole ??= readFile(fontFile()))
  return Promise.all(
    Object.values(weights).map(async (weight) => ({
      weight,
      bytes: await subsetFont(font, withSyllables(text), { targetFormat: 'truetype', variationAxes: { wght: weight } }),
    })),
  )
}

/** The page with the font for its own characters in its head. */
export async function withFont(page: string): Promise<string> {
  return page.replace('</head>', `<style>${await embeddedFont(page)}</style></head>`)
}
