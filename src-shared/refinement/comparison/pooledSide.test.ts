import { describe, expect, it } from 'vitest'
import { pooledSide } from './pooledSide.ts'

const run = (id: number, status: 'finished' | 'diverged' | 'queued', errorPercent: number | null) => ({
  ...{ id, populationId: id, position: id, seed: id, status, errorPercent, exclusion: null, digest: `${id}` },
  network: { stages: [id] },
})

describe('pooledSide', () => {
  it('lists only populations with a counted run as sources', () => {
    const rows: Record<number, ReturnType<typeof run>[]> = {
      1: [run(1, 'finished', 30)],
      2: [run(3, 'queued', null)],
      3: [run(4, 'diverged', null)],
    }
    const populations = [1, 2, 3].map((id) => ({ id }) as never)
    const found = pooledSide({ id: 1, spaceId: 1, key: '', populations }, ({ id }: { id: number }) => rows[id] as never)
    expect(found.errors).toEqual([30])
    expect(found.sources).toEqual([{ id: 1 }])
  })
})
