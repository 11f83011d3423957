import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { cudaRemedy } from './cudaRemedy.ts'

const commandOf = (...given: Parameters<typeof cudaRemedy>) => cudaRemedy(...given).values['command'] as string

it('names a Node and a command line that support the option', () => {
  const [node, main, ...words] = commandOf({ env: {} }).split(' ') as [string, string, ...string[]]
  expect(words).toEqual(['providers', '--fetch-cuda'])
  expect(execFileSync(node, [main, 'providers', '--help'], { encoding: 'utf8' })).toContain('--fetch-cuda')
})

it('names the command of an installed program if it was used, and quotes spaces', () => {
  expect(commandOf({ env: { REGBENCH_COMMAND: 'regbench' } })).toBe('regbench providers --fetch-cuda')
  expect(commandOf({ node: '/opt/a b/node', env: {} })).toMatch(/^"\/opt\/a b\/node" /)
})
