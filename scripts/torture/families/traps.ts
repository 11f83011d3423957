import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import type { LabClient } from '#main/services/client.ts'
import { must, type Family, type Tools } from '../family.ts'
import { withFakeLab } from '../lab/client.ts'
import { prepared } from '../lab/fixtures.ts'

/** A request to the lab with a malicious file. */
type Trap = (client: LabClient, tools: Tools) => Promise<unknown>

const study =
  (text: string): Trap =>
  (client) =>
    client.studies.createFromFile({ text })

const bundle =
  (json: (whole: string) => string): Trap =>
  (client, { fixtures }) => {
    const whole = gunzipSync(readFileSync(join(fixtures, prepared.smallBundle))).toString('utf8')
    return client.studies.importBundle({ file: new File([gzipSync(json(whole))], 'x.regbench') })
  }

/** A request for a prepared data set after a change to it. */
const dataset =
  (name: 'idx' | 'idxPacked' | 'cifar' | 'images', change: (folder: string) => void): Trap =>
  (client, { folder, fixtures }) => {
    const root = join(folder, 'set')
    cpSync(join(fixtures, prepared[name]), root, { recursive: true })
    change(root)
    const kinds = { idx: 'idx', idxPacked: 'idx', cifar: 'cifar10', images: 'imageFolder' } as const
    const given = { kind: kinds[name], folder: root, ...(name === 'images' && { imageSize: 16, onCorrupt: 'skip' }) }
    return client.datasets.preview({ spec: given as DatasetSpec })
  }

function idxHeader(magic: number, ...sizes: number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length)
  ;[magic, ...sizes].forEach((value, i) => header.writeUInt32BE(value, 4 * i))
  return header
}
const images = 0x803
const labels = 0x801

const traps: Record<string, Trap> = {
  'a study file of 40 000 keys': study(Array.from({ length: 40_000 }, (_, i) => `k${i}: ${i}`).join('\n')),
  'a study file of 90 000 keys': study(Array.from({ length: 90_000 }, (_, i) => `k${i}: 1`).join('\n')),
  'a study file of nested lists': study('['.repeat(400_000)),
  'a study file of nested keys': study(Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')),
  'a study file of aliases': study(
    `a: &a [x,x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [${`*${i === 0 ? 'a' : `b${i - 1}`},`.repeat(9)}1]`).join('\n')}`,
  ),
  'a study file of a million networks': study('{formatVersion: 1, name: x, spaces: [RegNetX], perSpace: 1e9}'),
  'a bundle of 16 MB of [': bundle(() => '['.repeat(16 * 2 ** 20)),
  'a bundle of 64 MB of [': bundle(() => '['.repeat(64 * 2 ** 20)),
  'a bundle of 100 000 closed [': bundle(() => '['.repeat(100_000) + ']'.repeat(100_000)),
  'a bundle with 5000 levels': bundle((whole) =>
    whole.replace('"log":[', `"log":[${'['.repeat(5000)}${']'.repeat(5000)},`),
  ),
  'a bundle of 300 MB of zeros': bundle(() => ' '.repeat(300 * 2 ** 20)),
  'IDX without images': dataset('idx', (folder) => {
    for (const name of ['train', 't10k']) {
      writeFileSync(join(folder, `${name}-images-idx3-ubyte`), idxHeader(images, 0, 8, 8))
      writeFileSync(join(folder, `${name}-labels-idx1-ubyte`), idxHeader(labels, 0))
    }
  }),
  'IDX of images without pixels': dataset('idx', (folder) => {
    writeFileSync(join(folder, 'train-images-idx3-ubyte'), idxHeader(images, 20, 0, 0))
    writeFileSync(join(folder, 't10k-images-idx3-ubyte'), idxHeader(images, 10, 0, 0))
  }),
  'IDX that says 2^32 - 1 of everything': dataset('idx', (folder) =>
    writeFileSync(join(folder, 'train-images-idx3-ubyte'), idxHeader(images, 2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1)),
  ),
  'IDX in gzip of a gigabyte': dataset('idxPacked', (folder) =>
    writeFileSync(join(folder, 'train-images-idx3-ubyte.gz'), gzipSync(Buffer.alloc(2 ** 30), { level: 1 })),
  ),
  'a folder in place of an IDX file': dataset('idx', (folder) => {
    rmSync(join(folder, 'train-images-idx3-ubyte'))
    mkdirSync(join(folder, 'train-images-idx3-ubyte'))
  }),
  'CIFAR batch 99 999 999': dataset('cifar', (folder) => writeFileSync(join(folder, 'data_batch_99999999.bin'), '')),
  'CIFAR batch 5 000 000 000': dataset('cifar', (folder) =>
    writeFileSync(join(folder, 'data_batch_5000000000.bin'), ''),
  ),
  'a CIFAR file of 3 GB': dataset('cifar', (folder) => truncateSync(join(folder, 'data_batch_1.bin'), 3 * 2 ** 30)),
  'a folder in place of a CIFAR file': dataset('cifar', (folder) => {
    rmSync(join(folder, 'data_batch_1.bin'))
    mkdirSync(join(folder, 'data_batch_1.bin'))
  }),
  'a pipe as a CIFAR file': dataset('cifar', (folder) => {
    rmSync(join(folder, 'data_batch_1.bin'))
    pipe(join(folder, 'data_batch_1.bin'))
  }),
  'a pipe among images': dataset('images', (folder) => pipe(join(folder, 'cats/x.png'))),
  'a device among images': dataset('images', (folder) => symlinkSync('/dev/zero', join(folder, 'cats/x.png'))),
  'a broken link among images': dataset('images', (folder) => symlinkSync('nowhere', join(folder, 'cats/x.png'))),
  'a circular link among images': dataset('images', (folder) => symlinkSync('x.png', join(folder, 'cats/x.png'))),
  'a circular link among classes': dataset('images', (folder) => symlinkSync('x', join(folder, 'x'))),
  'a link to its own folder': dataset('images', (folder) => symlinkSync('..', join(folder, 'cats/up'))),
}

const pipe = (path: string) => void execFileSync('mkfifo', [path])
const trapNames = Object.keys(traps)

/** Maximum wait for a response to a request that is otherwise immediate. */
const mostWaitMs = 5000

/** Small malicious files. */
export const trapFiles: Family = {
  id: 'traps',
  promise: 'Small files that are made to hurt are refused with a sentence, and others are answered meanwhile',
  trials: trapNames.length,
  limitMs: 60_000,
  called: (trial) => trapNames[trial % trapNames.length]!,
  async run(trial, tools) {
    const name = trapNames[trial % trapNames.length]!
    await withFakeLab(join(tools.folder, 'lab'), async (_lab, client) => {
      let isOver = false
      const answer = traps[name]!(client, tools)
        .then(
          () => undefined,
          (error: unknown) => error as { code?: string; message: string },
        )
        .finally(() => (isOver = true))
      let longest = 0
      while (!isOver) {
        const began = performance.now()
        await client.studies.list({})
        await Promise.race([answer, delay(20)])
        longest = Math.max(longest, performance.now() - began)
      }
      const refused = await answer
      must(longest < mostWaitMs, `${name}: another call waited ${Math.round(longest)} ms`)
      const isImages = name.includes('among') || name.includes('own folder')
      if (isImages) must(refused === undefined, `${name}: the data set without it is refused: ${refused?.message}`)
      else must(refused !== undefined, `${name}: it was taken`)
      if (refused === undefined) return
      const isSaid =
        refused.code === 'invalid' &&
        !/call stack|Cannot (read|destructure)|Invalid array|^E[A-Z]+:/.test(refused.message)
      must(isSaid, `${name}: ${refused.code}: ${refused.message.slice(0, 200)}`)
    })
    must(
      process.resourceUsage().maxRSS < 4 * 2 ** 20,
      `${name}: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
    )
  },
}
