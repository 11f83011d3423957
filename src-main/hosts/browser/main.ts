import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createLab } from '#main/lab.ts'
import { LabError } from '#main/store/labError.ts'
import { createBrowserHost } from './browserHost.ts'
import { keepHostMemory, readHostMemory } from './hostMemory.ts'
import { defaultDataFolder } from '#main/hosts/window/dataFolder.ts'

/** The process of the browser host: opens the lab, prints the address, and closes both when it is told to end. */

const program = dirname(createRequire(import.meta.url).resolve('#package.json'))

const usage = `Options:
  --data-dir FOLDER   where studies are kept (default: ${defaultDataFolder()})
  --new-lab           makes a lab beside the files that are there; they are left alone
  --port N            default: the one of the last start if it is free
  --trainers N        processes that train at once (default: what the settings say)
  --renderer FOLDER   the built window (default: out/renderer)
`

interface Options {
  dataDir: string
  /** Whether a lab may be made beside files of others. */
  beside: boolean
  /** Undefined: the one of the last start, or any that is free. */
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
  throw new RangeError(`${name} is "${text}". Give a whole number from ${low} to ${high}.`)
}

const isInUse = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EADDRINUSE'

async function serve({ dataDir, beside, port, trainers, rendererDir }: Options): Promise<void> {
  if (!existsSync(join(rendererDir, 'index.html'))) {
    throw new RangeError(`There is no window in ${rendererDir}. Build it with npm run build:renderer.`)
  }
  const openLab = () => createLab({ dataDir, beside, evenDamaged: true, ...(trainers !== undefined && { trainers }) })
  let lab = await openLab()
  // A page that was open before a restart finds the lab again: same port, same cookie.
  const memory = readHostMemory(dataDir)
  const open = (at: number, session = memory?.session) => createBrowserHost({ lab, rendererDir, port: at, session })
  let host = await open(port ?? memory?.port ?? 0)
    .catch((error: unknown) => {
      if (port === undefined && isInUse(error)) return open(0)
      throw error
    })
    .catch(async (error: unknown) => {
      await lab.close()
      throw isInUse(error) ? new RangeError(`Port ${port} is in use. Choose another with --port.`) : error
    })
  keepHostMemory(dataDir, { session: host.session, port: host.port })
  let isEnding = false
  const end = () => {
    if (isEnding) process.exit(130)
    isEnding = true
    void host
      .close()
      .then(() => lab.close())
      .then(() => process.exit(0))
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  // Each time that another database is in the place of the lab's, both are opened anew where they were.
  for (;;) {
    process.stdout.write(`RegNet Lab Bench: ${host.address}\n`)
    await lab.whenReplaced
    await host.close()
    lab = await openLab()
    host = await open(host.port, host.session)
  }
}

try {
  const options = readOptions()
  if (options) await serve(options)
  else process.stdout.write(usage)
} catch (error) {
  const isMistake =
    error instanceof LabError ||
    error instanceof RangeError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  if (!isMistake) throw error
  const isOfOthers = error instanceof LabError && error.sentence.key === 'folderOfOthers'
  const remedy = 'Add --new-lab to make a lab beside the files that are there; they are left alone.'
  process.stderr.write(`${error.message}${isOfOthers ? `\n${remedy}` : ''}\n`)
  process.exitCode = 1
}
