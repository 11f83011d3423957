import { outputsOf } from '#shared/analysis/tasks.ts'
import { messageOf } from '#shared/sentences/sentence.ts'
import type { Question, WorkerReply, WorkerRequest } from './messages.ts'

/** The side of a worker or port from which questions arrive. */
interface Asker {
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(reply: WorkerReply): void
}

/**
 * Makes this worker answer the questions of `asker`. Between two outputs of a question it processes other messages, and
 * a stopped question ends.
 */
export function answerQuestions(asker: Asker): void {
  const open = new Set<number>()
  async function answer({ id, task, input }: Question): Promise<void> {
    for (const output of outputsOf(task, input)) {
      asker.postMessage({ id, output })
      await turn()
      if (!open.has(id)) break
    }
  }
  asker.addEventListener('message', ({ data }) => {
    const request = data as WorkerRequest
    if ('stop' in request) {
      open.delete(request.stop)
      return
    }
    const { id } = request
    open.add(id)
    answer(request)
      .then(
        () => asker.postMessage({ id, isOver: true }),
        (error: unknown) => asker.postMessage({ id, fault: messageOf(error) }),
      )
      .finally(() => open.delete(id))
  })
}

/** Lets pending messages be processed. */
const turn = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
