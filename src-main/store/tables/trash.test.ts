import { expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { openStore } from '../open.ts'
import { setTrashed } from './trash.ts'

const newFolder = temporaryFolders()

it.each(['studies', 'spaces', 'populations', 'reports', 'datasets'] as const)(
  'a missing row of %s cannot be moved to the trash, nor out of it',
  (table) => {
    const { db, close } = openStore(newFolder())
    for (const trashedAt of [5, null])
      expect(() => setTrashed(db, table, 7, trashedAt)).toThrow(
        expect.objectContaining({ code: 'notFound', message: expect.stringContaining('7') as string }) as Error,
      )
    close()
  },
)
