import { expect, it } from 'vitest'
import { csvText } from './csvText.ts'

it('CSV quotes where necessary and leaves unknown cells empty', () => {
  const table = {
    columns: [{ title: 'space' }, { title: 'error, %' }],
    rows: () => [
      ['a "b"', 27.4],
      ['x\ny', null],
    ],
  }
  expect(csvText(table)).toBe('\ufeffspace,"error, %"\r\n"a ""b""",27.4\r\n"x\ny",\r\n')
})
