import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import buildWindow from './buildWindow.ts'
import { standinUnavailable, startStandin } from './standin/startStandin.ts'

/** Runs the desktop program's self-test under the stand-in, with the real shell, preload, window and lab. */
it.skipIf(standinUnavailable())('the desktop program passes its own test', async () => {
  buildWindow()
  const program = await startStandin(['--self-test'], { output: 'pipe' })
  const printed = text(program.process.stdout!)
  await program.becomeReady()
  const code = await program.ended
  const lines = (await printed).split('\n').filter((line) => line.startsWith('{'))
  expect(lines).toHaveLength(1)
  const { selfTest, steps } = JSON.parse(lines[0]!) as { selfTest: string; steps: { step: string; error?: string }[] }
  expect(steps.filter(({ error }) => error !== undefined)).toEqual([])
  expect({ selfTest, code }).toEqual({ selfTest: 'passed', code: 0 })
})
