import { saidBy } from '#shared/sentences/sentence.ts'

/** Makes this worker answer every question with `answer`, an error with its sentence. */
export function answering(answer: (question: never) => unknown): void {
  addEventListener('message', ({ data }) => {
    try {
      postMessage({ answer: answer(data as never) })
    } catch (error) {
      postMessage({ fault: saidBy(error) })
    }
  })
}
