import { expect, it } from 'vitest'
import { isReading } from './readings.ts'

it.each(['runs.get', 'system.checkStorage', 'studies.exportBundle', 'runs.exportOnnx'])('%s is repeated', (path) => {
  expect(isReading(path.split('.'))).toBe(true)
})

it.each(['runs.act', 'studies.remove', 'system.restore', 'studies.importBundle', 'none.such', 'toString.call', ''])(
  '%s is called once',
  (path) => {
    expect(isReading(path.split('.'))).toBe(false)
  },
)
