import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readNetworks } from '#shared/networks/forms/readNetworks.ts'
import { publishedNetwork, publishedRegNet } from '#shared/networks/published/publishedRegNets.ts'
import { readObjects } from '#shared/text/readObjects.ts'
import { runCommandLine } from './commandLine.ts'

const text = readFileSync(new URL('../../../docs/networks.md', import.meta.url), 'utf8')
const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({ language, code: code! }))
const forms = blocks.filter(({ language }) => language !== 'sh').map(({ code }) => code)
const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ code }) => code.trim().split('\n'))

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the examples of docs/networks.md', () => {
  it.each(forms)('can be read: %s', (form) => expect(readNetworks(readObjects(form))).toHaveLength(1))

  it('give RegNetY-400MF in timm’s forms and in transformers’', () => {
    const network = publishedNetwork(publishedRegNet('RegNetY-400MF')!)
    for (const form of forms.slice(-3)) expect(readNetworks(readObjects(form))[0]!.network).toEqual(network)
  })

  it.each(commands)('run: %s', async (command) => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    expect(await runCommandLine(command.split(' ').slice(1))).toBe(0)
  })
})
