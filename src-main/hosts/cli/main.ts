#!/usr/bin/env node
import { endWithShell } from '#main/hosts/process/endWithShell.ts'
import { surviveLostReaders } from '#main/hosts/process/lostReaders.ts'

surviveLostReaders()
endWithShell(['regbench', 'study'])
// The linker reads where CUDA's libraries are when a process starts: this one starts anew in its own place.
const { cudaEnvironment } = await import('#main/trainer/providers/cudaLibraries.ts')
const cuda = cudaEnvironment()
if (cuda.LD_LIBRARY_PATH !== undefined) {
  const words = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  process.execve?.(process.execPath, words, { ...process.env, ...cuda })
}
// Loaded only now, so that an end of npm while it is loaded is seen too.
const { runCommandLine } = await import('./commandLine.ts')
process.exitCode = await runCommandLine(process.argv.slice(2))
