import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { expect, it } from 'vitest'

/**
 * The desktop shell is tested against the behaviour of this Electron generation as read in its source, because its
 * binary is not available everywhere. When a version changes, that source must be read again before updating it here.
 */
const readAgain =
  'Read the behaviours listed in src-main/hosts/electron/testing/behaviours.ts and docs/desktop.md again in the source of ' +
  'this version, mend the shell and both lists where they differ, then write the version here.'

const electron = join(import.meta.dirname, '../node_modules/electron')
const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')) as { version: string }

it('Electron is of the reviewed generation', () => {
  expect(version.split('.')[0], readAgain).toBe('45')
  expect(readFileSync(join(electron, 'abi_version'), 'utf8').trim(), readAgain).toBe('150')
})

it('Node in packages uses the V8 that was reviewed beside Electron’s, with its serialisation format', () => {
  expect(process.versions.v8, readAgain).toMatch(/^13\.6\./)
  const [mark, format] = serialize(null)
  expect({ mark, format }, readAgain).toEqual({ mark: 0xff, format: 15 })
})
