import { describe, expect, it } from 'vitest'
import { equalSpaces } from './settings.ts'
import { saving, wrongVerdicts } from './simulate.ts'
import { stoppingTables } from './tables.ts'

// The full table takes long (`npm run stopping`). Twenty errors in these studies would be 5 %; three standard errors
// above are 8.3 %.
const studies = 400
const chosen = equalSpaces.filter(
  ({ kind, newer, older, planned }) =>
    newer === 'normal' && older === 'normal' && (kind === 'later') === (planned === 100),
)

describe('populations that may end early', () => {
  const found = chosen.slice(0, 3).map((spaces, i) => wrongVerdicts(spaces, studies, 1 + i))

  it('give wrong verdicts on equal spaces in at most 5 % of studies, and far more if every look is at 95 %', () => {
    for (const { wrong, uncorrected } of found) {
      expect(wrong).toBeLessThan(8.3)
      expect(uncorrected).toBeGreaterThan(wrong)
    }
    const all = found.reduce((sum, { wrong }) => sum + wrong, 0) / found.length
    expect(all).toBeLessThan(5 + 3 * 100 * Math.sqrt((0.05 * 0.95) / (studies * found.length)))
  })
  it('need fewer networks where one space is better, and decide nearly as often', () => {
    const saved = saving({ planned: 30, lead: 1.19, chance: 0.8 }, 100, 5)
    expect(saved.trained).toBeLessThan(25)
    expect(saved.decided).toBeGreaterThan(90)
    expect(stoppingTables(found, [saved])).not.toMatch(/NaN|undefined|Infinity/)
  })
})
