import { removeOwned } from '#main/disk/removeOwned.ts'
import { durably } from '#main/store/transactions.ts'
import { forgetReleased, listReleased, release } from '#main/store/tables/released.ts'
import type { Records } from './records.ts'

type Place = Pick<Records, 'db' | 'folder'>

/**
 * What `write` returns, which makes the rows forget the files of `paths`: those are removed when that is on the disk. A
 * crash between the two leaves them to the next start.
 */
export function releasing<T>(place: Place, paths: readonly string[], write: () => T): T {
  const { db } = place
  const result = durably(db, () => {
    release(db, paths)
    return write()
  })
  removeReleased(place, paths)
  return result
}

/** Removes what was released. What cannot be removed stays released. */
export function removeReleased({ db, folder }: Place, paths: readonly string[] = listReleased(db)): void {
  for (const path of paths) {
    removeOwned('lab', folder, path)
    forgetReleased(db, path)
  }
}
