import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { verbatim, sentence } from '#shared/sentences/sentence.ts'
import { probeProvider, probeProviders } from './probeProviders.ts'
import { providers } from './providers.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'probe-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('the CPU provider trains here, and the others give a reason and a remedy', async () => {
  const statuses = await probeProviders()
  expect(statuses[0]).toEqual({
    ...{ id: 'cpu', label: 'CPU', available: true, reason: null, remedy: null },
    ...{ engine: { name: 'bound', reason: null }, mixedFault: null },
    plan: loweringPlans[providers.cpu.plan].id,
  })
  for (const { available, reason, engine } of statuses.slice(1))
    expect([reason === null, engine !== null]).toEqual([available, available])
})

it('Core ML is refused with the reason, where it is', async () => {
  const here = Object.getOwnPropertyDescriptors(process)
  Object.defineProperty(process, 'platform', { value: 'darwin', configurable: true })
  Object.defineProperty(process, 'arch', { value: 'arm64', configurable: true })
  try {
    expect(await probeProvider('coreml')).toMatchObject({
      ...{ available: false, reason: sentence('coremlTakesConstants'), remedy: sentence('remedyCoreml') },
    })
  } finally {
    Object.defineProperty(process, 'platform', here.platform)
    Object.defineProperty(process, 'arch', here.arch)
  }
})

it.each([
  ['dies', "process.kill(process.pid, 'SIGKILL')", sentence('probeEnded', { said: 'SIGKILL' })],
  ['exits', 'process.exit(3)', sentence('probeEnded', { said: 'code 3' })],
  [
    'answers with a reason',
    `process.send({ reason: ${JSON.stringify(verbatim('no adapter'))} })`,
    verbatim('no adapter'),
  ],
])('a probe that %s makes the provider unavailable with a reason', async (_, program, reason) => {
  const entry = join(folder, 'probe.mjs')
  writeFileSync(entry, program)
  expect(await probeProvider('cpu', undefined, { entry })).toMatchObject({ available: false, reason })
})

it('explains a missing device by what its driver says', async () => {
  const entry = join(folder, 'old.mjs')
  const warning =
    'Warning: Vulkan robustBufferAccess feature required.\\n - While initializing adapter (backend=Vulkan)\\n'
  const answer = JSON.stringify({ reason: sentence('providerDeviceMissing') })
  writeFileSync(entry, `process.stderr.write('${warning}', () => process.send(${answer}))`)
  const lacking = sentence('vulkanDriverTooOld', { said: 'Vulkan robustBufferAccess feature required' })
  if (providers.webgpu.platforms.includes(`${process.platform}-${process.arch}` as never))
    expect(await probeProvider('webgpu', undefined, { entry })).toMatchObject({
      ...{ available: false, reason: lacking, remedy: sentence('remedyVulkanUpdate') },
    })
  expect(await probeProvider('cpu', undefined, { entry })).toMatchObject({
    reason: sentence('providerDeviceMissing'),
  })
})

it('ends a probe that hangs', async () => {
  const entry = join(folder, 'hang.mjs')
  writeFileSync(entry, 'for (;;);')
  const status = await probeProvider('cpu', { loadMs: 500, stepMs: 60_000 }, { entry })
  expect(status).toMatchObject({ available: false, reason: sentence('probeNoStep', { seconds: 0.5 }) })
})

it('a step that has been loaded may take longer than loading it', async () => {
  const entry = join(folder, 'slow.mjs')
  writeFileSync(entry, 'process.send({ loaded: true }, () => { for (;;); })')
  const status = await probeProvider('cpu', { loadMs: 60_000, stepMs: 300 }, { entry })
  expect(status).toMatchObject({ available: false, reason: sentence('probeNoStep', { seconds: 0.3 }) })
  const onLoaded = vi.fn()
  writeFileSync(
    entry,
    'process.send({ loaded: true }, () => setTimeout(() => process.send({ engine: { name: "host", reason: null } }), 1))',
  )
  const patience = { loadMs: 60_000, stepMs: 60_000, onLoaded }
  expect(await probeProvider('cpu', patience, { entry })).toMatchObject({ available: true })
  expect(onLoaded.mock.calls).toEqual([['cpu']])
})

it.each([
  ['finds a fault', `process.send({ mixedFault: ${JSON.stringify(verbatim('no float16'))} })`, verbatim('no float16')],
  ['dies', 'process.kill(process.pid, "SIGKILL")', sentence('probeEnded', { said: 'SIGKILL' })],
  ['hangs', 'for (;;);', sentence('probeNoStep', { seconds: 0.3 })],
])(
  'a provider that trains is available where its check of float16 %s, with the reason',
  async (_, then, mixedFault) => {
    const entry = join(folder, 'half.mjs')
    writeFileSync(entry, `process.send({ engine: { name: 'host', reason: null } }, () => { ${then} })`)
    const status = await probeProvider('cpu', { loadMs: 60_000, stepMs: 300 }, { entry })
    expect(status).toMatchObject({ available: true, engine: { name: 'host' }, reason: null, mixedFault })
  },
)
