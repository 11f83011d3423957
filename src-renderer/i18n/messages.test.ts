import { describe, expect, it } from 'vitest'
import type { MessageTree } from './defineMessages.ts'
import { areas } from './messages/all.ts'

/** Every text of a tree under its key: `shell.statuses.queued`. */
function flat(tree: MessageTree, prefix: string): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([name, entry]) =>
    typeof entry === 'string' ? [[`${prefix}${name}`, entry]] : flat(entry, `${prefix}${name}.`),
  )
}

const names = Object.keys(areas) as (keyof typeof areas)[]
const texts = (language: 'en' | 'ko') => new Map(names.flatMap((area) => flat(areas[area][language], `${area}.`)))
const placeholders = (text: string) => new Set(text.match(/\{[^}]*\}/g) ?? [])

const sources = import.meta.glob<string>('../**/*.{ts,vue}', { query: '?raw', import: 'default', eager: true })
const files = Object.entries(sources)
  .filter(([file]) => !file.endsWith('.test.ts') && !file.startsWith('./messages/'))
  .map(([file, code]) => ({ file, code }))

/** Keys that the code names whole: t('shell.home'), $t("..."), keypath="...". */
const named = files.flatMap(({ file, code }) =>
  [...code.matchAll(/(?:\bt\(\s*|\$t\(\s*|keypath=)["'`]([a-zA-Z]+(?:\.[a-zA-Z0-9]+)+)["'`]/g)].map(([, key]) => ({
    file,
    key: key!,
  })),
)

describe('texts', () => {
  const [english, korean] = [texts('en'), texts('ko')]

  it('exist in both languages under the same keys', () => {
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort())
  })
  it('are not empty and carry the same values in both languages', () => {
    const wrong = [...english].filter(([key, text]) => {
      const other = korean.get(key) ?? ''
      return text.trim() === '' || other.trim() === '' || !sameSet(placeholders(text), placeholders(other))
    })
    expect(wrong.map(([key]) => key)).toEqual([])
  })
  it('are there wherever the code names one', () => {
    expect(named.filter(({ key }) => !english.has(key))).toEqual([])
  })
  it('belong to areas that the code uses', () => {
    const code = files.map((entry) => entry.code).join('\n')
    expect(names.filter((area) => !new RegExp(`["'\`]${area}\\.`).test(code))).toEqual([])
  })
  it('do not stand in templates outside the messages', () => {
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
})

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((entry) => b.has(entry))
}
