import { saidBy } from '#shared/sentences/sentence.ts'
import { spaceSize } from '#shared/refinement/size/spaceSize.ts'
import { nextNetwork, surveySpace } from '#shared/refinement/size/surveySpace.ts'
import type { SurveyAnswer, SurveyRequest } from './surveyMessages.ts'

/** The survey that is wanted now: an older one stops at its next page. */
let wanted = 0

const say = (answer: SurveyAnswer): void => {
  postMessage(answer)
}
/** Lets a newer request in. */
const turn = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })

async function answer(request: SurveyRequest): Promise<void> {
  const { kind, number, space, regime } = request
  if (kind === 'size') {
    say({ kind, number, size: spaceSize(space, regime) })
    return
  }
  if (kind === 'network') {
    say({ kind, number, network: nextNetwork(space, regime, { from: request.from }) })
    return
  }
  wanted = number
  await turn()
  if (wanted !== number) return
  const size = spaceSize(space, regime)
  for (const survey of surveySpace(space, regime, { draws: 6000, chunk: 250, examples: 1 })) {
    if (wanted !== number) return
    say({ kind, number, size, survey, isWhole: survey.draws === 6000 || survey.window === 'empty' })
    await turn()
  }
}

addEventListener('message', ({ data }: MessageEvent<SurveyRequest>) => {
  answer(data).catch((error: unknown) => {
    say({ kind: 'fault', number: data.number, said: saidBy(error) })
  })
})
