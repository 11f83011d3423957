import { createLab, type LabOptions } from '#main/lab.ts'
import { LabError } from '#main/store/labError.ts'
import type { FromLab, ToLab } from './messages.ts'
import { servePorts } from './servePorts.ts'
import type { Wire } from './wire.ts'

/**
 * Opens a lab, serves the contract on every port of the wire to the shell, and exits when told by the shell, when the
 * shell is gone, or when the lab's database was replaced. Pauses training first. Returns a function that closes it
 * cleanly.
 */
export async function runLab(options: LabOptions, wire: Wire, end: (code: number) => void): Promise<() => void> {
  let close = () => {
    isEnding = true
  }
  let isEnding = false
  wire.once('close', () => close())
  wire.on('said', (what) => {
    if (what === ('close' satisfies ToLab)) close()
  })
  /** Exits once the shell has received the message. */
  const endSaying = async (what: FromLab) => {
    wire.say(what)
    await wire.end()
    end(0)
  }
  const lab = await createLab({ ...options, evenDamaged: true }).catch((error: unknown) => {
    if (!(error instanceof LabError)) throw error
    return error
  })
  if (lab instanceof LabError) {
    await endSaying({ kind: 'fault', said: lab.sentence })
    return close
  }
  close = () => void lab.close().then(() => end(0))
  if (isEnding) close()
  wire.on('port', servePorts(lab))
  wire.say({ kind: 'ready' } satisfies FromLab)
  void lab.whenReplaced.then(() => endSaying({ kind: 'replaced' }))
  return () => close()
}
