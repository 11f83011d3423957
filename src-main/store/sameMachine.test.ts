import { expect, it } from 'vitest'
import { sameMachine, type ComputedOn } from './sameMachine.ts'

const cpu: ComputedOn = { onnxruntimeVersion: '1.30.0', cpuFeatures: 'x64 avx2', provider: 'cpu', device: null }
const card: ComputedOn = { ...cpu, provider: 'cuda', device: 'NVIDIA H200; 580.95' }

it.each([
  [cpu, {}, true],
  [cpu, { cpuFeatures: 'x64 avx512f' }, false],
  [cpu, { onnxruntimeVersion: '1.31.0' }, false],
  [cpu, { provider: 'cuda' }, false],
  [card, {}, true],
  [card, { device: 'NVIDIA H200; 590.10' }, false],
  [card, { device: 'NVIDIA H100; 580.95' }, false],
  [card, { device: 'engine host; NVIDIA H200; 580.95' }, false],
  [card, { cpuFeatures: 'x64 avx512f' }, false],
  [{ ...card, device: null }, {}, false],
  [card, { device: null }, false],
])('%o and one with %o are one machine: %s', (machine, other, same) => {
  expect(sameMachine(machine, { ...machine, ...other })).toBe(same)
  expect(sameMachine({ ...machine, ...other }, machine)).toBe(same)
})
