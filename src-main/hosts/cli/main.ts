#!/usr/bin/env node
import { surviveLostReaders } from '#main/hosts/process/lostReaders.ts'
import { runCommandLine } from './commandLine.ts'

surviveLostReaders()
process.exitCode = await runCommandLine(process.argv.slice(2))
