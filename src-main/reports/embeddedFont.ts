import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import subsetFont from 'subset-font'

/** The one face of window, reports and figures: Pretendard, for Latin and Hangul (OFL 1.1). */
const fontFile = () =>
  createRequire(import.meta.url).resolve('pretendard/dist/web/variable/woff2/PretendardVariable.woff2')
/** As in the style sheets of window and charts. */
const family = 'Pretendard Variable'
/** What reports and charts set. */
const weights = { min: 400, max: 600 }

let whole: Promise<Buffer> | undefined
/** The last faces, by their characters: a report that is being written has the same ones again and again. */
const known = new Map<string, Promise<string>>()
const mostKnown = 8

/**
 * A style rule with the characters of `text` as a WOFF2 inside, so that what carries it reads alike without the font on
 * the machine. A pure function of the characters.
 */
export function embeddedFont(text: string): Promise<string> {
  const characters = [...new Set(text)].sort().join('')
  const found = known.get(characters)
  if (found) return found
  const face = fontFace(characters)
  known.set(characters, face)
  if (known.size > mostKnown) known.delete(known.keys().next().value!)
  // What failed is tried again.
  face.catch(() => known.delete(characters))
  return face
}

async function fontFace(characters: string): Promise<string> {
  whole ??= readFile(fontFile())
  const subset = await subsetFont(await whole, characters, {
    targetFormat: 'woff2',
    variationAxes: { wght: weights },
  })
  return `@font-face{font-family:'${family}';font-weight:${weights.min} ${weights.max};src:url(data:font/woff2;base64,${subset.toString('base64')}) format('woff2')}`
}

/** The page with the font of its own characters in its head. */
export async function withFont(page: string): Promise<string> {
  return page.replace('</head>', `<style>${await embeddedFont(page)}</style></head>`)
}
