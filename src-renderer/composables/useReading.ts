import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { events, type EventSubject } from '#shared/contract/events.ts'
import { useLabConnection } from '#renderer/stores/labConnection.ts'
import { useAction, type Action } from './useAction.ts'

/**
 * The answer to `ask`, undefined until the first has arrived: asked at once, and again after every event about
 * `subject`, of this window or another. `read` asks again now. Only the newest of several answers is kept.
 */
export function useReading<T>(
  ask: () => Promise<T>,
  subject: EventSubject,
): { answer: ShallowRef<T | undefined>; read: Action<[]> } {
  const answer = shallowRef<T>()
  let newest = 0
  const read = useAction(async () => {
    const own = ++newest
    const found = await ask()
    if (own === newest) answer.value = found
  })
  onScopeDispose(
    useLabConnection().onChanges((changes) => {
      if (changes.some(({ kind }) => events[kind].about === subject)) void read.run()
    }),
  )
  void read.run()
  return { answer, read }
}
