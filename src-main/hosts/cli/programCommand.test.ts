import { expect, it } from 'vitest'
import { programCommand } from './programCommand.ts'

const words = ['restore', '/data/my labs']

it.skipIf(process.platform === 'win32')(
  'uses npm in the project, and the typed command in an installed program',
  () => {
    expect(programCommand(words, {})).toBe(`npm run -s regbench -- restore '/data/my labs'`)
    expect(programCommand(words, { REGBENCH_COMMAND: 'regbench' })).toBe(`regbench restore '/data/my labs'`)
    expect(programCommand(['a'], { REGBENCH_COMMAND: `/opt/Ann's Bench/bin/regbench` })).toBe(
      `'/opt/Ann'\\''s Bench/bin/regbench' a`,
    )
  },
)
