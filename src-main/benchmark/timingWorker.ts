import { messageOf, type Sentence } from '#shared/sentences/sentence.ts'
import type { TimingRound } from '#shared/timing/timing.ts'
import { deviceOf, type Device } from '#main/trainer/process/device.ts'
import { followLifeline } from '#main/trainer/process/lifeline.ts'
import { timePasses, type RoundRequest } from './timePasses.ts'

/** Answer to a request: what was measured and on which device (null: the CPU, or unknown), or why it could not be. */
export type RoundAnswer = { round: TimingRound; device: Device | null } | { failed: Sentence }

/** Entry of the process that measures times: one round after another, until its channel closes. */

async function answer(request: RoundRequest): Promise<RoundAnswer> {
  try {
    return { round: await timePasses(request), device: await deviceOf(request.provider) }
  } catch (error) {
    return { failed: messageOf(error) }
  }
}

followLifeline()
process.on('disconnect', () => process.exit())
process.on('message', (request: RoundRequest) => {
  void answer(request).then((said) => process.send!(said, () => undefined))
})
