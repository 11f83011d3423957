import type { LoweredGraph } from '#shared/lowering/lowerGraph.ts'
import { sessionOf, type Session } from '../providers/session.ts'
import type { SessionOptions } from '../providers/sessionOptions.ts'
import { BoundSession } from './boundSession.ts'

/** As createSession, by onnxruntime's C API: runs on another thread and takes the tensors of other such sessions. */
export async function createNativeSession(lowered: LoweredGraph, options: SessionOptions): Promise<Session> {
  const session = await BoundSession.open(lowered, options)
  const binding = session.bind()
  return sessionOf(
    lowered,
    (feeds, fetches) => binding.run(feeds, fetches),
    () => session.release(),
  )
}
