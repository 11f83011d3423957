#!/usr/bin/env node
import { endWithShell } from '#main/hosts/process/endWithShell.ts'
import { surviveLostReaders } from '#main/hosts/process/lostReaders.ts'

surviveLostReaders()
endWithShell(['regbench', 'study'])
// The dynamic linker reads the path of CUDA's libraries at process start, so this process restarts itself in its own
// place.
const { cudaEnvironment } = await import('#main/trainer/providers/cudaLibraries.ts')
const cuda = cudaEnvironment()
if (cuda.LD_LIBRARY_PATH !== undefined) {
  const words = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  process.execve?.(process.execPath, words, { ...process.env, ...cuda })
}
// Imported late, so that the end of npm during the import is noticed too.
const { runCommandLine } = await import('./commandLine.ts')
process.exitCode = await runCommandLine(process.argv.slice(2))
