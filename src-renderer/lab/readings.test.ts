import { expect, it } from 'vitest'
import { isReading } from './readings.ts'

it.each(['runs.get', 'system.checkStorage', 'studies.exportBundle', 'runs.exportOnnx'])('%s is asked again', (path) => {
  expect(isReading(path.split('.'))).toBe(true)
})

it.each(['runs.act', 'studies.remove', 'system.restore', 'studies.importBundle', 'none.such', 'toString.call', ''])(
  '%s is asked once',
  (path) => {
    expect(isReading(path.split('.'))).toBe(false)
  },
)
