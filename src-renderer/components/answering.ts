/** Makes this worker answer every question with `answer`, an error with its sentence. */
export function answering<Question, Answer>(answer: (question: Question) => Answer): void {
  addEventListener('message', ({ data }: MessageEvent<Question>) => {
    try {
      postMessage({ answer: answer(data) })
    } catch (error) {
      postMessage({ fault: error instanceof Error ? error.message : String(error) })
    }
  })
}
