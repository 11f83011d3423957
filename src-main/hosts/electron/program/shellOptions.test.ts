import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataDirIn } from './shellOptions.ts'

const from = (...words: string[]) => dataDirIn(['/opt/bench/regnet-lab-bench', ...words], '/home/me')

describe('dataDirIn', () => {
  it('reads the folder after a space or an equals sign, even with spaces in it', () => {
    expect(from('--data-dir', '/data/my labs')).toBe(resolve('/data/my labs'))
    expect(from('--data-dir=/data/my labs')).toBe(resolve('/data/my labs'))
    expect(from('--data-dir', 'labs/two')).toBe(resolve('/home/me/labs/two'))
  })

  it('skips files and Chromium’s switches, and takes the last of several', () => {
    expect(from('--no-sandbox', '--lang=ko', 'study.regbench')).toBeUndefined()
    expect(from('--disable-gpu', '--data-dir', '/one', 'a.yaml', '--data-dir=/two', '--lang', 'ko')).toBe(
      resolve('/two'),
    )
  })

  it.each([['--data-dir'], ['--data-dir='], ['--data-dir', '--self-test']])(
    'finds the folder missing in %j',
    (...words) => {
      expect(() => from(...words)).toThrow('--data-dir names no folder.')
    },
  )
})
