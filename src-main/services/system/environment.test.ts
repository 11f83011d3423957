import { expect, test } from 'vitest'
import { currentEnvironment } from './environment.ts'

test('the environment names the runtime and the instruction sets, and is the same each time', () => {
  const environment = currentEnvironment()
  expect(environment.onnxruntimeVersion).toMatch(/^\d+\.\d+\.\d+/)
  expect(environment.cpuFeatures.split(' ')[0]).toBe(process.arch)
  expect(environment.cpuFeatures.length).toBeGreaterThan(process.arch.length + 1)
  expect(currentEnvironment()).toEqual(environment)
})
