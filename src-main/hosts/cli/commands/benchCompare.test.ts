import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommandLine } from '../commandLine.ts'
import { captureOutput } from '../testing/captureOutput.ts'

/** A Python with PyTorch, to compare with the real one. */
const torchPython = process.env['REGBENCH_TORCH_PYTHON']

let folder: string
let networks: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regbench-compare-'))
  networks = join(folder, 'small.json')
  const config = {
    ...{ stem_type: 'res_stem_cifar', stem_w: 8, block_type: 'res_bottleneck_block', head_w: 0, se_r: 0.25 },
    ...{ depths: [1, 2], widths: [8, 16], strides: [1, 2], bot_muls: [1, 1], group_ws: [4, 4] },
    ...{ num_classes: 10, im_size: 8 },
  }
  const gpuOnly = { name: 'large', batch: 64, gpu_only: true, config }
  writeFileSync(
    networks,
    JSON.stringify([{ name: 'one', batch: 4, config }, { name: 'two', batch: 4, config }, gpuOnly]),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A program that answers as PyTorch's does: steps take 40 ms, in one kernel 20 ms; it cannot compile. */
function standIn(parameters: number): string {
  const file = join(folder, `python-${parameters}`)
  const source = `#!${process.execPath}
const answer = (value) => console.log(JSON.stringify(value))
const ways = new Map()
answer({ torch: '9.9', gpu: null })
require('node:readline').createInterface(process.stdin).on('line', (line) => {
  const { do: what, id, fused, compile, steps, layers } = JSON.parse(line)
  if (what === 'drop') answer({})
  else if (what === 'time') answer({ times: Array(steps).fill(ways.get(id) ? 20 : 40) })
  else if (compile) answer({ error: 'no compiler' })
  else answer({ parameters: ${parameters}, of: (ways.set(id, fused), layers.length) })
})
`
  writeFileSync(file, source, { mode: 0o755 })
  return file
}

interface Printed {
  file: string
  name?: string
  benchMs: number
  ratio: number
}

const terminal = captureOutput()
const printed = () =>
  terminal.output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Printed)
const compare = (python: string, ...words: string[]) =>
  runCommandLine(['bench', 'compare', '--python', python, '--baseline', folder, '--rounds', '2', '--json', ...words])

describe.skipIf(process.platform === 'win32')('bench compare', () => {
  it('is against the best way of PyTorch, and adds up a list', async () => {
    expect(await compare(standIn(3538), '--against', 'eager,fused,compile', '--engine', 'host')).toBe(0)
    const [one, two, sum] = printed() as [Printed, Printed, Printed]
    expect(one).toMatchObject({ file: 'small.json', name: 'one', best: 'fused', torchMs: { eager: 40, fused: 20 } })
    expect(one).toMatchObject({
      failed: { compile: 'no compiler' },
      torch: '9.9',
      device: 'cpu',
      threads: 1,
      engine: 'host',
    })
    expect(sum).toMatchObject({ file: 'small.json', networks: 2, torchMs: 40 })
    expect(sum.ratio).toBeCloseTo(40 / (one.benchMs + two.benchMs), 0)
  })

  it('refuses to compare with another network', async () => {
    expect(await compare(standIn(7), '--only', 'one')).toBe(1)
    expect(terminal.errors).toContain("one cannot be timed: PyTorch's network has 7 parameters, not 3538.")
  })

  it.skipIf(torchPython === undefined)('times the network that it trains (with REGBENCH_TORCH_PYTHON)', async () => {
    expect(await compare(torchPython!, '--only', 'one')).toBe(0)
    expect(printed()[0]!.ratio).toBeGreaterThan(0)
  })
})
