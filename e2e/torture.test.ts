import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const entry = join(import.meta.dirname, '../scripts/torture/torture.ts')

it('every promise of docs/reliability.md holds in a few trials of each kind', async () => {
  const child = spawn(process.execPath, [entry, '--share', '0.001', '--patience', '5'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect(output).toMatch(/; 0 failed\n$/)
  expect(code).toBe(0)
}, 1_200_000)
