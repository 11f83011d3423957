import { expect, it } from 'vitest'
import { everyMessage } from '#shared/messages/testing/everyMessage.ts'
import { english } from './english.ts'

const sources = import.meta.glob<string>('../**/*.{ts,vue}', { query: '?raw', import: 'default', eager: true })
const files = Object.entries(sources)
  .filter(([file]) => !file.endsWith('.test.ts'))
  .map(([file, code]) => ({ file, code }))

it('the areas of the window are those that its code uses', () => {
  const code = files.map((entry) => entry.code).join('\n')
  const unused = Object.keys(english).filter((area) => !new RegExp(`["'\`]${area}\\.`).test(code))
  expect(unused).toEqual([])
  const areas = new Set(everyMessage('en').map(({ key }) => key.split('.')[0]!))
  expect(Object.keys(english).filter((area) => !areas.has(area))).toEqual([])
})
it('templates contain no texts outside the messages', () => {
  const loose = files.flatMap(({ file, code }) => {
    if (!file.endsWith('.vue')) return []
    const template = /<template>([\s\S]*)<\/template>/.exec(code)?.[1] ?? ''
    const bare = template.replace(/<!--[\s\S]*?-->/g, '').replace(/\{\{[\s\S]*?\}\}/g, '')
    return [...bare.matchAll(/>([^<>]*)</g)]
      .map(([, text]) => text!.trim())
      .filter((text) => /[A-Za-z]{3,}|[\uac00-\ud7a3]/.test(text) && !text.startsWith('&'))
      .map((text) => `${file}: ${text}`)
  })
  expect(loose).toEqual([])
})
