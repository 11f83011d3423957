import { removeOwned } from '#main/disk/removeOwned.ts'
import { durably } from '#main/store/transactions.ts'
import { forgetReleased, listReleased, release } from '#main/store/tables/released.ts'
import type { Records } from './records.ts'

type Place = Pick<Records, 'db' | 'folder'>

/**
 * Runs `write`, which makes rows forget the files at `paths`, and removes those files once the transaction is on disk.
 * After a crash in between, the next start removes them. Returns the result of `write`.
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

/** Removes released files; those that cannot be removed stay released. */
export function removeReleased({ db, folder }: Place, paths: readonly string[] = listReleased(db)): void {
  for (const path of paths) {
    removeOwned('lab', folder, path)
    forgetReleased(db, path)
  }
}
