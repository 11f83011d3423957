import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { loweringPlans, type LoweringPlanName } from '#shared/lowering/planTable.ts'
import { providerIds, providers } from './providers.ts'
import { sessionOptions } from './sessionOptions.ts'

const inNchw = { name: 'webgpu', preferredLayout: 'NCHW' }
/** Options passed to onnxruntime by provider and plan id. Other settings give other bits and require a new plan id. */
const expected: Record<string, Record<string, unknown>> = {
  cpu: {
    ...{ 'cpu-1': 'cpu', 'cpu-2': 'cpu', 'x64-1': 'cpu', 'x64-2': 'cpu' },
    ...{ 'portable-1': 'cpu', 'gpu-1': 'cpu', 'gpu-2': 'cpu' },
  },
  cuda: { 'cpu-1': 'cuda', 'cpu-2': 'cuda', 'portable-1': 'cuda', 'gpu-1': 'cuda', 'gpu-2': 'cuda' },
  dml: { 'cpu-1': 'dml', 'cpu-2': 'dml', 'portable-1': 'dml', 'gpu-1': 'dml', 'gpu-2': 'dml' },
  webgpu: { 'webgpu-1': inNchw, 'gpu-1': inNchw, 'gpu-2': inNchw },
  coreml: { 'cpu-1': 'coreml', 'cpu-2': 'coreml', 'portable-1': 'coreml' },
}
const names = Object.keys(loweringPlans) as LoweringPlanName[]
const pairs = providerIds.flatMap((provider) => names.map((name) => [provider, loweringPlans[name].id] as const))

describe('session options', () => {
  it.each(pairs)('for %s under %s are those its runs were trained with, or are refused', (provider, plan) => {
    const options = () => sessionOptions(plan, { provider, threads: 3 })
    const setting = expected[provider]?.[plan]
    if (setting === undefined) {
      expect(options).toThrow(`invalid lowering plan: ${plan} (${provider} trains by: `)
      return
    }
    expect(options()).toEqual({
      executionProviders: [setting],
      ...{ intraOpNumThreads: 3, interOpNumThreads: 1, graphOptimizationLevel: 'all', logSeverityLevel: 3 },
    })
  })

  it("exist for every provider's plan, and for every plan with some provider", () => {
    for (const { plan, settings } of Object.values(providers)) expect(Object.keys(settings)).toContain(plan)
    const used = new Set(Object.values(providers).flatMap(({ settings }) => Object.keys(settings)))
    expect([...used].sort()).toEqual([...names].sort())
    expect(new Set(names.map((name) => loweringPlans[name].id)).size).toBe(names.length)
  })

  it('refuse an unknown provider or plan', () => {
    expect(() => sessionOptions('cpu-1', { provider: 'tpu', threads: 1 })).toThrow('(tpu trains by: none)')
    expect(() => sessionOptions('cpu-0', { provider: 'cpu', threads: 1 })).toThrow('invalid lowering plan: cpu-0')
  })

  it('leave float32 as it is: loading sessions turns TF32 off for NVIDIA’s libraries', async () => {
    vi.stubEnv('NVIDIA_TF32_OVERRIDE', '1')
    await import('./session.ts')
    expect(process.env['NVIDIA_TF32_OVERRIDE']).toBe('0')
    vi.unstubAllEnvs()
  })

  it('are created in one place', () => {
    const root = join(import.meta.dirname, '../..')
    const makers = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .filter((path) => readFileSync(join(root, path), 'utf8').includes('executionProviders:'))
    expect(makers).toEqual([join('trainer', 'providers', 'sessionOptions.ts')])
  })
})
