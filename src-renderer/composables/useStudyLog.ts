import { onBeforeUnmount, shallowRef } from 'vue'
import type { Change } from '#shared/contract/changes.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from '#renderer/stores/labConnection.ts'

const pageSize = 1000
const most = 20_000

/** The log of a study, newest first, as of when it is read; later events are added. */
export function useStudyLog(studyId: () => number) {
  const lab = useLabClient()
  const connection = useLabConnection()
  const changes = shallowRef<readonly Change[]>()

  const read = useAction(async () => {
    const id = studyId()
    const found: Change[] = []
    while (found.length < most) {
      const before = found.at(-1)?.id
      const page = await lab.changes.log({ studyId: id, limit: pageSize, ...(before !== undefined && { before }) })
      found.push(...page)
      if (page.length < pageSize) break
    }
    if (id === studyId()) changes.value = found
  })
  onBeforeUnmount(
    connection.onChanges((fresh) => {
      const known = new Set(changes.value?.slice(0, pageSize).map(({ id }) => id))
      const own = fresh.filter(
        (change) => change.studyId === studyId() && change.kind !== 'epoch' && !known.has(change.id),
      )
      if (changes.value && own.length > 0) changes.value = [...own.toReversed(), ...changes.value]
    }),
  )
  return { changes, read }
}
