import { openStore } from '../open.ts'
import { insertStoredEvent } from '../tables/events.ts'
import { insertStudy } from '../tables/studies.ts'
import { durably } from '../transactions.ts'

/** A lab in a process of its own that commits one study after the other and tells its parent of each, until it is killed. */
const { db, mark } = openStore(process.argv[2]!)
for (let i = 0; ; i++) {
  const studyId = durably(db, () => {
    insertStoredEvent(db, { studyId: 0, runId: null, kind: 'note', data: {}, at: i })
    return insertStudy(db, { name: `study ${i}`, definition: { about: 'x'.repeat(2000) }, createdAt: i })
  })
  mark()
  await new Promise((resolve) => process.send!(studyId, resolve))
}
