import { cpus } from 'node:os'
import { env } from 'onnxruntime-node'
import type { RunResult } from '../messages.ts'

/** Versions and processor of this process, as stored with results. */
export const machine: RunResult['environment'] = {
  onnxruntime: env.versions.node ?? 'unknown',
  node: process.versions.node,
  cpu: cpus()[0]?.model ?? 'unknown',
}
