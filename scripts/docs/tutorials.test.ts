import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readNetworks } from '#shared/networks/forms/readNetworks.ts'
import { parseStudyFile } from '#shared/studyFiles/studyFile.ts'
import { readObjects } from '#shared/text/readObjects.ts'
import { runCommandLine } from '#main/hosts/cli/commandLine.ts'
import { english } from '#renderer/i18n/english.ts'
import { korean } from '#renderer/i18n/korean.ts'

const root = join(import.meta.dirname, '../../docs')
const names = readdirSync(join(root, 'tutorials'))
const read = (language: 'en' | 'ko', name: string) =>
  readFileSync(join(root, language === 'ko' ? 'ko' : '', 'tutorials', name), 'utf8')
const blocksOf = (text: string) =>
  [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({ language: language!, code: code! }))
const blocks = names.flatMap((name) => blocksOf(read('en', name)).map((block) => ({ name, ...block })))
const ofLanguage = (language: string) => blocks.filter((block) => block.language === language)
const commands = [...new Set(ofLanguage('sh').flatMap(({ code }) => code.trim().split('\n')))]
const bench = commands
  .filter((command) => command.includes('regbench -- '))
  .map((command) => command.split('regbench -- ')[1]!)

afterEach(() => {
  vi.restoreAllMocks()
})

describe('tutorials', () => {
  it.each(names)('%s has the same files, commands and outputs in both languages', (name) => {
    expect(blocksOf(read('ko', name))).toEqual(blocksOf(read('en', name)))
  })

  it.each(ofLanguage('yaml'))('the study file of $name is one', ({ code }) => {
    expect(parseStudyFile(readObjects(code)).formatVersion).toBe(1)
  })

  it.each(ofLanguage('json'))('the network of $name is one', ({ code }) => {
    expect(readNetworks(readObjects(code))).toHaveLength(1)
  })

  it.each(bench)('regbench knows the options of: %s', async (command) => {
    const words = command.split(' ')
    const options = words.filter((word) => word.startsWith('--'))
    let help = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      help += String(text)
      return true
    })
    expect(await runCommandLine([...words.slice(0, words[0] === 'bench' ? 2 : 1), '--help'])).toBe(0)
    expect(options.filter((option) => !help.includes(`  ${option} `))).toEqual([])
  })

  it.each(['en', 'ko'] as const)('name what is on the screen as the window does: %s', (language) => {
    const said = new Set<string>()
    const collect = (tree: unknown): void => {
      if (typeof tree === 'string') said.add(tree)
      else Object.values(tree as object).forEach(collect)
    }
    collect({ en: english, ko: korean }[language])
    for (const name of names)
      for (const [, label] of read(language, name).matchAll(/\*\*([^*]+?)\.?\*\*/g)) expect(said).toContain(label)
  })
})
