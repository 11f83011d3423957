import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportOpset, irVersionOf, opsets } from '#shared/onnx/opsets.ts'
import type { Network } from '#shared/networks/network.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { evaluationGraph } from '#shared/training/trainingGraph.ts'
import { exportModel } from '#main/trainer/files/exportOnnx.ts'
import { exportedNetwork, exportedNetworks, perturbedState } from '#main/trainer/testing/exportedNetworks.ts'
import { writeWeights } from '#main/trainer/files/weights.ts'
import { python, pythonUnavailable } from './findPython.ts'

/**
 * Output of python/checkExport.py, which reads weights files in PyTorch and exported models in every available Python
 * runtime.
 */

interface Found {
  versions: Record<string, string>
  irVersions: Record<string, number>
  /** `found`: how far a program's logits are from PyTorch's, or why it refuses the model. */
  cases: { opset: number; ir: number; hasShapes: boolean; found: Record<string, number | string> }[]
}

/** Writes a network with perturbed weights as a run's file of weights, without the momenta of training. */
function writeNetwork(file: string, network: Network): void {
  const { inputs } = evaluationGraph(network, 1)
  const state = [...perturbedState(network)].flatMap(([key, data]) => {
    const shape = inputs.get(key)?.value.shape
    return shape ? [[key, { data, shape }] as const] : []
  })
  const classNames = Array.from({ length: network.classes }, (_, i) => `class ${i}`)
  const dataset = { id: '', name: 'none', hash: '', classNames, mean, std }
  writeWeights(file, new Map(state), {
    ...{ network, recipe: recipeSchema.parse({}), seed: 1, plan: '', provider: '', dataset, digest: '' },
    ...{ validationErrors: 0, validationCount: 1, onnxruntime: '' },
  })
}

const unavailable = pythonUnavailable(['onnx', 'torch', 'safetensors'])
const why = unavailable === undefined ? '' : ` (skipped: ${unavailable})`
const mean: [number, number, number] = [0.5, 0.4, 0.3]
const std: [number, number, number] = [0.25, 0.2, 0.3]
/** Every network with the default operator set, and one network with each. */
const cases = [
  ...exportedNetworks.map(([name, network]) => ({ name, network, opset: exportOpset })),
  ...opsets.map((opset) => ({ name: 'any network', network: exportedNetwork, opset })),
]

describe.skipIf(unavailable !== undefined)(`weights and exported models elsewhere${why}`, () => {
  let folder: string
  let found: Found
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'regbench-elsewhere-'))
    const written = cases.map(({ network, opset }, i) => {
      const [weights, model] = [join(folder, `${i}.safetensors`), join(folder, `${i}.onnx`)]
      writeNetwork(weights, network)
      writeFileSync(model, exportModel(weights, undefined, opset).model)
      return { weights, model }
    })
    const script = join(import.meta.dirname, 'python/checkExport.py')
    const input = JSON.stringify({ opsets, cases: written })
    found = JSON.parse(execFileSync(python, ['-B', script], { input, encoding: 'utf8' })) as Found
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('IR versions match those of the onnx package for each operator set', () => {
    expect(found.irVersions).toEqual(Object.fromEntries(opsets.map((opset) => [`${opset}`, irVersionOf(opset)])))
    expect(found.cases.map(({ opset, ir }) => [opset, ir])).toEqual(
      cases.map(({ opset }) => [opset, irVersionOf(opset)]),
    )
  })

  it.each(cases.map(({ name, opset }, i) => [name, opset, i] as const))(
    '%s, opset %i: onnx infers every shape, and all programs match PyTorch with the weights',
    (_name, opset, i) => {
      const { hasShapes, found: byProgram } = found.cases[i]!
      expect(hasShapes).toBe(true)
      expect(Object.keys(byProgram)).toContain('reference')
      for (const [program, difference] of Object.entries(byProgram)) {
        // An old program may not support an operator set newer than the default.
        if (typeof difference === 'string' && opset > exportOpset && program !== 'reference') continue
        expect(difference, `${program} ${found.versions[program]}`).toBeLessThan(1e-5)
      }
    },
  )
})

const withoutTorch = pythonUnavailable(['torch', 'safetensors'])

describe.skipIf(withoutTorch !== undefined)(
  `the example of the documentation${withoutTorch === undefined ? '' : ` (skipped: ${withoutTorch})`}`,
  () => {
    it('loads the weights of a run into PyTorch in ten lines and names a class', () => {
      const root = join(import.meta.dirname, '..')
      const [, example = ''] =
        /```python\n(.*?)```/s.exec(readFileSync(join(root, 'docs/file-formats.md'), 'utf8')) ?? []
      expect(example.trim().split('\n').length).toBeLessThanOrEqual(10)
      const folder = mkdtempSync(join(tmpdir(), 'regbench-example-'))
      try {
        mkdirSync(join(folder, 'studies/first/weights'), { recursive: true })
        symlinkSync(join(root, 'e2e'), join(folder, 'e2e'), 'junction')
        writeNetwork(join(folder, 'studies/first/weights/run-31.safetensors'), exportedNetwork)
        const printed = execFileSync(python, ['-B', '-c', example], { cwd: folder, encoding: 'utf8' })
        expect(printed).toMatch(/^class \d\s*$/)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
  },
)
