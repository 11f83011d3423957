import { expect, it } from 'vitest'
import { withWholeAddresses } from './printPage.ts'

it('the window’s fonts resolve from any document', () => {
  const base = 'http://127.0.0.1:8080/assets/index.css'
  const rule = (address: string) => `@font-face { src: url(${address}) format("woff2"); }`
  for (const address of ['font.woff2', '"font.woff2"', "'../assets/font.woff2'", '/assets/font.woff2'])
    expect(withWholeAddresses(rule(address), base)).toBe(rule('"http://127.0.0.1:8080/assets/font.woff2"'))
})
