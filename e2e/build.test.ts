import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { writeStudy } from './studyProcess.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'regbench-build-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the build of the main process', () => {
  it('runs a study, including trainers, without the sources', async () => {
    await run(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], { cwd: root })
    const study = writeStudy(folder, { perSpace: 1 })
    const words = ['study', study, '--out', join(folder, 'out'), '--json']
    const { stdout } = await run(process.execPath, [join(root, 'out/main/src-main/hosts/cli/main.js'), ...words])
    expect(JSON.parse(stdout)).toHaveProperty('digest')
  })
})
