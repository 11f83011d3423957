import { describe, expect, it } from 'vitest'
import { uselessConstraints } from './settings.ts'
import { triedTable } from './tables.ts'
import { wrongOfTried } from './tried.ts'

// The full table takes long (`npm run stopping`). Of 300 studies 15 wrong ones would be 5 %; three standard errors above
// are 8.8 %.
const studies = 300
const chosen = uselessConstraints.filter(
  ({ count, planned, shape, endsWhenDecided }) =>
    count === 8 && planned === 30 && shape === 'normal' && !endsWhenDecided,
)

describe('a study that tries constraints that change nothing', () => {
  const found = chosen.map((study, i) => wrongOfTried(study, studies, 1 + i))

  it('finds one that seems to in at most 5 % of studies if corrected, and in far more if not', () => {
    expect(new Set(found.map(({ study }) => study.kind)).size).toBe(4)
    for (const { corrected, alone } of found) {
      expect(corrected).toBeLessThan(8.8)
      expect(alone).toBeGreaterThan(10)
    }
    const mean = found.reduce((sum, { corrected }) => sum + corrected, 0) / found.length
    expect(mean).toBeLessThan(5 + 3 * 100 * Math.sqrt((0.05 * 0.95) / (studies * found.length)))
    expect(triedTable(found)).not.toMatch(/NaN|undefined|Infinity/)
  })
})
