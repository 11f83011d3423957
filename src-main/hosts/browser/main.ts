import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createLab } from '#main/lab.ts'
import { failureText } from '#main/hosts/process/failure.ts'
import { newLabHelp, newLabRemedy } from '#main/hosts/process/newLab.ts'
import { surviveLostReaders } from '#main/hosts/process/lostReaders.ts'
import { onEndSignal } from '#main/hosts/process/signals.ts'
import { createBrowserHost, type BrowserHost } from './browserHost.ts'
import { keepHostMemory, readHostMemory } from './hostMemory.ts'
import { defaultDataFolder } from '#main/hosts/window/dataFolder.ts'
import { t } from '#main/hosts/process/language.ts'
import { UserError } from '#main/hosts/process/userError.ts'

/** Entry of the browser host: opens the lab, prints the address, and closes both when asked to end. */

const program = dirname(createRequire(import.meta.url).resolve('#package.json'))

const usage = `Options:
  --data-dir FOLDER   where studies are kept (default: ${defaultDataFolder()})
  --new-lab           ${newLabHelp}
  --port N            default: the one of the last start if it is free
  --trainers N        processes that train at once (default: what the settings say)
  --renderer FOLDER   the built window (default: out/renderer)
`

interface Options {
  dataDir: string
  /** Whether a lab may be created beside others' files. */
  beside: boolean
  /** Undefined: that of the previous start, or any free port. */
  port: number | undefined
  trainers: number | undefined
  rendererDir: string
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      'data-dir': { type: 'string' },
      'new-lab': { type: 'boolean', default: false },
      port: { type: 'string' },
      trainers: { type: 'string' },
      renderer: { type: 'string', default: join(program, 'out/renderer') },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  const { port, trainers } = values
  return {
    dataDir: resolve(values['data-dir'] ?? defaultDataFolder()),
    beside: values['new-lab'],
    port: port === undefined ? undefined : wholeNumber('--port', port, 0, 65_535),
    trainers: trainers === undefined ? undefined : wholeNumber('--trainers', trainers, 1, 256),
    rendererDir: resolve(values.renderer),
  }
}

function wholeNumber(name: string, text: string, low: number, high: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= low && value <= high) return value
  throw new UserError(t('terminal.optionNotWhole', { option: name, given: text, low, high }))
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

/** The message for a port that cannot be listened on, or the error itself. */
function portError(error: unknown, port: number | undefined): unknown {
  if (port === undefined) return error
  if (codeOf(error) === 'EADDRINUSE') return new UserError(t('terminal.portInUse', { port }), 1, { cause: error })
  if (codeOf(error) === 'EACCES') return new UserError(t('terminal.portForbidden', { port }), 1, { cause: error })
  return error
}

async function serve({ dataDir, beside, port, trainers, rendererDir }: Options): Promise<void> {
  if (!existsSync(join(rendererDir, 'index.html'))) {
    throw new UserError(t('terminal.windowMissing', { folder: rendererDir }))
  }
  const openLab = () => createLab({ dataDir, beside, evenDamaged: true, ...(trainers !== undefined && { trainers }) })
  let lab = await openLab()
  // A page opened before a restart finds the lab again at the same port.
  let last = readHostMemory(dataDir)
  const announce = (host: BrowserHost) => {
    last = { session: host.session, port: host.port }
    keepHostMemory(dataDir, last)
    process.stdout.write(`RegNet Lab Bench: ${host.address}\n`)
  }
  const open = (at: number) => createBrowserHost({ lab, rendererDir, port: at, last, onRevoked: announce })
  let host: BrowserHost | undefined
  const end = async () => {
    await host?.close()
    await lab.close()
    process.exit(0)
  }
  onEndSignal(() => void end())
  try {
    host = await open(port ?? last?.port ?? 0).catch((error: unknown) => {
      if (port === undefined && codeOf(error) === 'EADDRINUSE') return open(0)
      throw portError(error, port)
    })
    // Whenever the lab's database is replaced, reopen both where they were.
    for (;;) {
      announce(host)
      await lab.whenReplaced
      await host.close()
      lab = await openLab()
      host = await open(host.port)
    }
  } catch (error) {
    await host?.close()
    await lab.close()
    throw error
  }
}

surviveLostReaders()
// Files created in the lab's folder are accessible only to its user.
process.umask(0o077)
try {
  const options = readOptions()
  if (options) await serve(options)
  else process.stdout.write(usage)
} catch (error) {
  const said = [failureText(error), newLabRemedy(error)]
  process.stderr.write(`${said.filter((line) => line !== undefined).join('\n')}\n`)
  process.exitCode = 1
}
