import { spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { CDPSession } from '@playwright/test'
import { findBrowser } from '../findBrowser.ts'

/** A command of the DevTools protocol and its result. */
export type Send = CDPSession['send']

/** One DevTools connection: to the browser or, through a session, to a page. */
export class Devtools extends EventEmitter {
  readonly #write: (method: string, params: unknown) => Promise<unknown>
  constructor(write: (method: string, params: unknown) => Promise<unknown>) {
    super()
    this.#write = write
    this.setMaxListeners(0)
  }
  /** Rejects with Chromium's error. */
  readonly send: Send = (method, params) => this.#write(method, params) as never
  /** Calls `listener` with the parameters of a protocol event. */
  readonly when = this.on.bind(this) as unknown as CDPSession['on']
}

interface Message {
  id?: number
  method?: string
  sessionId?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}

const switches = [
  ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  ...['--no-startup-window', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb'],
  // Windows overlap; none may be throttled for it.
  ...['--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding', '--hide-scrollbars'],
]

/** A dedicated Chromium for the stand-in, which ends with this process when the pipe between them breaks. */
export class Chromium {
  /** The connection to the whole browser. */
  readonly browser: Devtools
  readonly process: ChildProcess
  /** The address where a journey finds the same pages, once it answers there. */
  readonly endpoint: Promise<string>
  readonly #sessions = new Map<string, Devtools>()
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  #lastId = 0

  /** Starts it over a profile folder, with the given page features. */
  constructor(profile: string, features: readonly string[]) {
    mkdirSync(profile, { recursive: true })
    const words = [
      ...switches,
      `--enable-blink-features=${features.join(',')}`,
      `--user-data-dir=${profile}`,
      // The shell uses the pipe, a journey the port.
      ...['--remote-debugging-pipe', '--remote-debugging-port=0'],
    ]
    this.process = spawn(findBrowser()!, words, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
    const [, , log, into, from] = this.process.stdio as [unknown, unknown, Readable, Writable, Readable]
    // Chromium listens before it says so, and answers on the pipe before either.
    this.endpoint = new Promise((resolve) =>
      createInterface(log).on('line', (line) => {
        const address = /^DevTools listening on ws:\/\/([^/]+)/.exec(line)?.[1]
        if (address !== undefined) resolve(`http://${address}`)
      }),
    )
    into.on('error', () => undefined)
    let rest = ''
    from.setEncoding('utf8').on('data', (text: string) => {
      const messages = (rest + text).split('\0')
      rest = messages.pop()!
      for (const message of messages) this.#take(JSON.parse(message) as Message)
    })
    const speakerOf = (sessionId?: string) =>
      new Devtools((method, params) => {
        const id = ++this.#lastId
        into.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
        return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
      })
    this.#speakerOf = speakerOf
    this.browser = speakerOf()
  }
  readonly #speakerOf: (sessionId?: string) => Devtools

  /** The connection to a page. */
  async attach(targetId: string): Promise<Devtools> {
    const { sessionId } = await this.browser.send('Target.attachToTarget', { targetId, flatten: true })
    return this.session(sessionId)
  }
  session(sessionId: string): Devtools {
    const known = this.#sessions.get(sessionId) ?? this.#speakerOf(sessionId)
    this.#sessions.set(sessionId, known)
    return known
  }

  /** Ends it. */
  async close(): Promise<void> {
    if (this.process.exitCode !== null) return
    const ended = new Promise((resolve) => this.process.once('exit', resolve))
    await this.browser.send('Browser.close').catch(() => undefined)
    await ended
  }

  #take({ id, method, sessionId, params, result, error }: Message): void {
    if (id !== undefined) {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (error) waiting?.reject(new Error(error.message))
      else waiting?.resolve(result)
    } else if (method !== undefined)
      (sessionId === undefined ? this.browser : this.session(sessionId)).emit(method, params)
  }
}
