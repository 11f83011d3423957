import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, cpus } from 'node:os'
import type { MachineIdentity } from '#main/store/tables/runs.ts'

/** Instruction sets that determine the choice of kernels: two machines with the same ones give the same bits. */
const decisive = new Set(
  (
    'sse4_1 avx avx2 fma f16c avx_vnni avx512f avx512bw avx512dq avx512vl avx512_vnni avx512_bf16 avx512_fp16 ' +
    'amx_tile amx_int8 amx_bf16 asimd asimdhp asimddp i8mm bf16 sve sve2'
  ).split(' '),
)

/** The properties of this machine that are part of its runs' identity. */
export function currentEnvironment(): MachineIdentity {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string }
  return { onnxruntimeVersion: version, cpuFeatures: `${arch()} ${cpuFeatures()}` }
}

function cpuFeatures(): string {
  try {
    const flags = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]
    if (flags)
      return [...new Set(flags.split(/\s+/))]
        .filter((flag) => decisive.has(flag))
        .sort()
        .join(' ')
  } catch {
    // Not Linux: the CPU model stands in for its features.
  }
  return cpus()[0]?.model ?? 'unknown'
}
