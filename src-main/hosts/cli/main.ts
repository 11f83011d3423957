#!/usr/bin/env node
import { endWithShell } from '#main/hosts/process/endWithShell.ts'
import { surviveLostReaders } from '#main/hosts/process/lostReaders.ts'

surviveLostReaders()
endWithShell(['regbench', 'study'])
// Loaded only now, so that an end of npm while it is loaded is seen too.
const { runCommandLine } = await import('./commandLine.ts')
process.exitCode = await runCommandLine(process.argv.slice(2))
