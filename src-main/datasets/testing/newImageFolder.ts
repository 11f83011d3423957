import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, beforeEach } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'

/** A folder, empty before each test and removed after it, which other users may list, with a picture to put into it. */
export interface NewImageFolder {
  readonly path: string
  /** A single-colour PNG of 9 × 9 pixels. */
  readonly picture: Buffer
  /** Another empty folder, removed after the test. */
  another: () => string
  /** The path of a file in the folder. */
  at: (file: string) => string
  /** Writes a file (the picture by default), creating its folders. */
  put: (file: string, bytes?: string | Uint8Array) => void
  /** Writes `count` pictures into each of the folders. */
  putMany: (count: number, ...folders: string[]) => void
}

/** Creates a folder of images for the tests of a file. */
export function newImageFolder(): NewImageFolder {
  const another = temporaryFolders()
  let picture: Buffer
  let path: string
  beforeAll(async () => {
    const create = { width: 9, height: 9, channels: 3, background: 'teal' } as const
    picture = await sharp({ create }).png().toBuffer()
  })
  beforeEach(() => {
    path = another()
    chmodSync(path, 0o755)
  })
  const at = (file: string) => join(path, file)
  const put = (file: string, bytes: string | Uint8Array = picture) => {
    mkdirSync(dirname(at(file)), { recursive: true })
    writeFileSync(at(file), bytes)
  }
  return {
    get path() {
      return path
    },
    get picture() {
      return picture
    },
    ...{ another, at, put },
    putMany: (count, ...folders) => {
      for (const name of folders) for (let i = 0; i < count; i++) put(`${name}/${i}.png`)
    },
  }
}
