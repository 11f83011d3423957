import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { freeDeviceBytes } from './deviceMemory.ts'

afterEach(() => vi.unstubAllEnvs())

it.skipIf(process.platform === 'win32')('tells the free memory of the card in use', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nvidia-smi-'))
  try {
    const lines = ['0, GPU-a, NVIDIA H200, 580.95, 100, Disabled', '1, GPU-b, NVIDIA H200, 580.95, 200, Disabled']
    const program = join(folder, 'nvidia-smi')
    writeFileSync(program, `#!/bin/sh\nprintf '${lines.join('\\n')}\\n'\n`)
    chmodSync(program, 0o755)
    vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`)
    for (const [visible, mebibytes] of [
      ['0', 100],
      ['GPU-b', 200],
    ] as const) {
      vi.stubEnv('CUDA_VISIBLE_DEVICES', visible)
      expect(await freeDeviceBytes('cuda')).toBe(mebibytes * 2 ** 20)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('knows nothing about the cards of other providers', async () => {
  expect(await freeDeviceBytes('webgpu')).toBeNull()
})
