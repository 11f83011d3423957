import { EventEmitter } from 'node:events'
import { cloned } from '#main/hosts/electron/testing/rules.ts'
import { ipcMain } from './ipcMain.ts'
import type { Devtools, Send } from './devtools.ts'
import { pack, unpack } from './packing.ts'
import type { End, MessagePortMain } from './ports.ts'
import { newEvent } from './event.ts'
import { binding, preloadWorld, worldScript, type FromPage } from './preloadWorld.ts'
import type { Session } from './session.ts'
import { fromWeb, toWeb } from './schemes.ts'
import { chromium } from './program.ts'

interface Paused {
  requestId: string
  request: { url: string; method: string; headers: Record<string, string>; postData?: string }
  frameId: string
  resourceType: string
}

let made = 0

/** The content of a window: a Chromium page with Electron's events. */
export class WebContents extends EventEmitter {
  readonly id = ++made
  readonly session: Session
  readonly #preload: string | undefined
  readonly #javascript: boolean
  /** The page's target, also that of its main frame. */
  targetId = ''
  #page: Promise<Devtools>
  #url = ''
  #title = ''
  #isLoading = false
  #isDestroyed = false
  #isCrashed = false
  /** The preload script's world in the current document. */
  #world: number | undefined
  #lastPort = 0
  readonly #ports = new Map<number, End>()
  /** A navigation requested by the page, until it is decided. */
  #wanted: string | undefined
  #openHandler: (details: { url: string }) => { action: 'allow' | 'deny' } = () => ({ action: 'allow' })
  #zoomLevel = 0

  constructor(options: { session: Session; preload?: string; javascript?: boolean; width: number; height: number }) {
    super()
    this.setMaxListeners(0)
    this.session = options.session
    this.#preload = options.preload
    this.#javascript = options.javascript ?? true
    this.#page = this.#open(options)
  }

  getURL = () => this.#url
  getTitle = () => this.#title
  isLoading = () => this.#isLoading
  isLoadingMainFrame = () => this.#isLoading
  isDestroyed = () => this.#isDestroyed
  isCrashed = () => this.#isCrashed

  async loadURL(url: string): Promise<void> {
    this.#wanted = undefined
    const page = await this.#page
    const finished = new Promise<void>((resolve, reject) => {
      this.once('did-finish-load', () => resolve())
      this.once('did-fail-load', (_event, code: number, text: string) =>
        reject(new Error(`${text} (${code}) loading '${url}'`)),
      )
    })
    finished.catch(() => undefined)
    const { loaderId, errorText } = await page.send('Page.navigate', { url: toWeb(url) })
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`)
    // Another position in the current document.
    if (loaderId === undefined) return
    await finished
  }
  reload(): void {
    this.#wanted = undefined
    // If the page was just crashed, wait until Chromium has noticed.
    const gone = this.#gone
    if (gone) void gone.then(() => this.#do('Page.reload', {}))
    else this.#do('Page.reload', {})
  }
  /** Set while the page is being crashed. */
  #gone: Promise<unknown> | undefined
  reloadIgnoringCache(): void {
    this.#do('Page.reload', { ignoreCache: true })
  }
  stop(): void {
    this.#do('Page.stopLoading')
  }
  readonly navigationHistory = {
    canGoBack: () => this.#history.index > 0,
    canGoForward: () => this.#history.index < this.#history.ids.length - 1,
    goBack: () => this.#go(-1),
    goForward: () => this.#go(1),
    clear: () => this.#do('Page.resetNavigationHistory'),
  }
  #history: { index: number; ids: number[] } = { index: 0, ids: [] }
  #go(by: number): void {
    const entryId = this.#history.ids[this.#history.index + by]
    if (entryId !== undefined) this.#do('Page.navigateToHistoryEntry', { entryId })
  }

  /** Rejects with the page's error. */
  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this.#page
    const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
      ...{ expression: code, awaitPromise: true, returnByValue: true, userGesture: true },
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  send(channel: string, ...words: unknown[]): void {
    this.#toWorld('receive', channel, words.map(cloned), [])
  }
  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    const copy = cloned(message)
    const ends = transfer.map((port, i) => port.handOver(i))
    if (this.#world === undefined) {
      // Nobody in that document can receive them.
      for (const end of ends) end.close()
      return
    }
    const ids = ends.map((end) => this.#hold(end))
    this.#toWorld('receive', channel, [copy], ids)
  }
  /** Keeps an end for the current document. */
  #hold(end: End): number {
    const id = ++this.#lastPort
    this.#ports.set(id, end)
    end.onClose = () => {
      if (this.#ports.delete(id)) this.#toWorld('close', id)
    }
    setImmediate(() => end.start((data) => this.#toWorld('deliver', id, pack(data))))
    return id
  }
  #toWorld(act: string, ...words: unknown[]): void {
    const world = this.#world
    if (world === undefined) return
    const expression = `standin.${act}(${words.map((word) => JSON.stringify(word) ?? 'undefined').join(', ')})`
    this.#do('Runtime.evaluate', { expression, contextId: world })
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'allow' | 'deny' }): void {
    this.#openHandler = handler
  }
  forcefullyCrashRenderer(): void {
    // A page that is loading handles nothing else until it has answered.
    this.#do('Page.stopLoading')
    this.#gone = new Promise((resolve) => this.once('render-process-gone', resolve))
    this.#do('Page.crash')
  }
  get zoomLevel(): number {
    return this.#zoomLevel
  }
  set zoomLevel(level: number) {
    this.#zoomLevel = level
  }
  setZoomLevel = (level: number) => void (this.zoomLevel = level)
  getZoomLevel = () => this.#zoomLevel

  async printToPDF(options: Record<string, unknown> = {}): Promise<Buffer> {
    const page = await this.#page
    const { data } = await page.send('Page.printToPDF', pdfOptions(options))
    return Buffer.from(data, 'base64')
  }
  /** Print requests: there is no printer here. */
  readonly printed: unknown[] = []
  print(options: unknown = {}, done?: (success: boolean, failureReason: string) => void): void {
    this.printed.push(options)
    setImmediate(() => done?.(true, ''))
  }

  #lastFind = 0
  findInPage(text: string, { forward = true, matchCase = false } = {}): number {
    const requestId = ++this.#lastFind
    const count = `(document.body.innerText.${matchCase ? '' : 'toLowerCase().'}split(${JSON.stringify(matchCase ? text : text.toLowerCase())}).length - 1)`
    const find = `window.find(${JSON.stringify(text)}, ${matchCase}, ${!forward}, true)`
    void this.executeJavaScript(`[${find}, ${count}]`).then((found) => {
      const [, matches] = found as [boolean, number]
      this.emit('found-in-page', newEvent(), {
        requestId,
        matches,
        activeMatchOrdinal: Math.min(1, matches),
        finalUpdate: true,
      })
    })
    return requestId
  }
  stopFindInPage(): void {
    void this.executeJavaScript('getSelection().removeAllRanges()')
  }
  cut = () => this.#edit('cut')
  copy = () => this.#edit('copy')
  paste = () => this.#edit('paste')
  delete = () => this.#edit('delete')
  selectAll = () => this.#edit('selectAll')
  undo = () => this.#edit('undo')
  redo = () => this.#edit('redo')
  #edit(command: string): void {
    // A key without an effect of its own carries the command.
    this.#do('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: [command] })
  }
  focus(): void {
    this.#do('Page.bringToFront')
  }
  toggleDevTools(): void {
    this.emit('devtools-opened')
  }
  openDevTools = () => this.toggleDevTools()
  setVisualZoomLevelLimits = () => Promise.resolve()
  setBackgroundThrottling(): void {
    // No window is throttled here.
  }

  /** Sets Chromium's media feature to the program's theme. */
  showTheme(theme: 'light' | 'dark'): void {
    this.#do('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] })
  }
  close(): void {
    void this.destroy()
  }
  /** Closes the page. */
  async destroy(): Promise<void> {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    this.#forgetPorts()
    all.delete(this)
    const page = await this.#page
    page.removeAllListeners()
    await chromium()
      .browser.send('Target.closeTarget', { targetId: this.targetId })
      .catch(() => undefined)
    this.emit('destroyed')
  }

  /** Fire and forget; it fails only if the page has ended. */
  #do(method: Parameters<Send>[0], params?: Parameters<Send>[1]): void {
    void this.#page.then((page) => page.send(method, params)).catch(() => undefined)
  }

  async #open({ width, height }: { width: number; height: number }): Promise<Devtools> {
    all.add(this)
    const target = { url: 'about:blank', width, height, newWindow: true }
    const { targetId } = await chromium().browser.send('Target.createTarget', target)
    this.targetId = targetId
    const page = await chromium().attach(targetId)
    this.#listen(page)
    const preload = this.#preload
    await Promise.all([
      page.send('Page.enable'),
      page.send('Inspector.enable'),
      page.send('Runtime.enable'),
      page.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      page.send('Runtime.addBinding', { name: binding, executionContextName: preloadWorld }),
      page.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      page.send('Emulation.setScriptExecutionDisabled', { value: !this.#javascript }),
      page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      page.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: true,
        flatten: true,
        filter: [{ type: 'page' }],
      }),
      preload !== undefined &&
        page.send('Page.addScriptToEvaluateOnNewDocument', { source: worldScript(preload), worldName: preloadWorld }),
    ])
    return page
  }

  #listen(page: Devtools): void {
    const isMain = (frameId: string) => frameId === this.targetId
    page.when('Page.frameRequestedNavigation', ({ frameId, url, disposition }) => {
      if (disposition === 'currentTab' && isMain(frameId)) this.#wanted = withoutHash(url)
    })
    page.when('Page.frameStartedNavigating', ({ frameId, url, navigationType }) => {
      if (!isMain(frameId)) return
      const isSameDocument = navigationType.toLowerCase().includes('samedocument')
      // Chromium notifies its observers of the load before the navigation; over the protocol it comes after.
      if (!isSameDocument) this.#startLoading()
      this.#navigationEvent('did-start-navigation', url, { isSameDocument })
    })
    page.when('Page.frameStartedLoading', ({ frameId }) => {
      if (isMain(frameId)) this.#startLoading()
    })
    page.when('Page.frameStoppedLoading', ({ frameId }) => {
      if (!isMain(frameId) || !this.#isLoading) return
      this.#isLoading = false
      void this.#readHistory(page)
      this.emit('did-stop-loading', newEvent())
    })
    page.when('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return
      // The ports of the previous document are gone with it.
      this.#forgetPorts()
      this.#isCrashed = false
      if (frame.unreachableUrl !== undefined) {
        this.emit('did-fail-load', newEvent(), -2, 'ERR_FAILED', fromWeb(frame.unreachableUrl), true)
        return
      }
      this.#url = fromWeb(frame.url + (frame.urlFragment ?? ''))
      this.emit('did-frame-navigate', newEvent(), this.#url, 200, 'OK', true)
      this.emit('did-navigate', newEvent(), this.#url, 200, 'OK')
    })
    page.when('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (!isMain(frameId)) return
      this.#url = fromWeb(url)
      void this.#readHistory(page)
      this.emit('did-navigate-in-page', newEvent(), this.#url, true)
    })
    page.when('Page.domContentEventFired', () => this.emit('dom-ready', newEvent()))
    page.when('Page.loadEventFired', () => {
      if (this.#url === '') return
      this.emit('did-frame-finish-load', newEvent(), true)
      this.emit('did-finish-load', newEvent())
    })
    page.when('Page.lifecycleEvent', ({ frameId, name }) => {
      if (isMain(frameId) && name === 'firstPaint' && this.#url !== '') this.emit('ready-to-show')
    })
    page.when('Inspector.targetCrashed', () => {
      this.#isCrashed = true
      this.#isLoading = false
      this.#forgetPorts()
      // Posted as a separate task (electron_api_web_contents.cc, PrimaryMainFrameRenderProcessGone).
      this.#gone = undefined
      setImmediate(() => this.emit('render-process-gone', newEvent(), { reason: 'crashed', exitCode: 5 }))
    })
    page.when('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { frameId?: string }
      if (context.name === preloadWorld && frameId !== undefined && isMain(frameId)) this.#world = context.id
    })
    page.when('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#world) this.#world = undefined
    })
    page.when('Runtime.executionContextsCleared', () => (this.#world = undefined))
    page.when('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === binding) this.#hear(JSON.parse(payload) as FromPage)
    })
    page.when('Fetch.requestPaused', (paused) => void this.#answer(page, paused).catch(() => undefined))
    page.when('Target.attachedToTarget', ({ targetInfo, sessionId }) => void this.#opened(targetInfo, sessionId))
    page.when('Target.targetInfoChanged', () => undefined)
  }

  async #readHistory(page: Devtools): Promise<void> {
    const history = await page.send('Page.getNavigationHistory').catch(() => undefined)
    if (!history) return
    const { currentIndex, entries } = history
    // The initial blank page is Chromium's.
    const own = entries.filter(({ url }) => url !== 'about:blank')
    this.#history = { index: currentIndex - (entries.length - own.length), ids: own.map(({ id }) => id) }
  }

  #startLoading(): void {
    if (this.#isLoading) return
    this.#isLoading = true
    this.emit('did-start-loading', newEvent())
  }

  #hear(said: FromPage): void {
    if (said.kind === 'message') this.#ports.get(said.port)?.post(unpack(said.data))
    else if (said.kind === 'closed') {
      const end = this.#ports.get(said.port)
      this.#ports.delete(said.port)
      end?.close()
    } else if (said.kind === 'sent') {
      void ipcMain
        .receive(this, said.channel, said.arguments, said.call !== undefined)
        .then(({ error, value }) => said.call !== undefined && this.#toWorld('answer', said.call, error, value))
    } else this.emit('context-menu', newEvent(), said.params)
  }

  #forgetPorts(): void {
    for (const [id, end] of [...this.#ports]) {
      this.#ports.delete(id)
      end.close()
    }
  }

  /** A page may open another window only if the handler allows it; none does here. */
  async #opened({ targetId, url }: { targetId: string; url: string }, sessionId: string): Promise<void> {
    const { action } = this.#openHandler({ url: fromWeb(url) })
    if (action === 'deny')
      await chromium()
        .browser.send('Target.closeTarget', { targetId })
        .catch(() => undefined)
    else await chromium().session(sessionId).send('Runtime.runIfWaitingForDebugger')
  }

  /** Whether nobody prevented a navigation by the page. */
  #navigationEvent(name: string, url: string, more: Record<string, unknown> = {}): boolean {
    const event = newEvent({ url: fromWeb(url), isMainFrame: true, isSameDocument: false, ...more })
    this.emit(name, event, event['url'], false, true)
    return !event.defaultPrevented
  }

  async #answer(page: Devtools, { requestId, request, frameId, resourceType }: Paused): Promise<void> {
    const fail = (errorReason: 'Aborted' | 'BlockedByClient' | 'NameNotResolved') =>
      page.send('Fetch.failRequest', { requestId, errorReason })
    if (resourceType === 'Document') {
      const isMainFrame = frameId === this.targetId
      const isOwn = !isMainFrame || this.#wanted === withoutHash(request.url)
      if (isMainFrame) this.#wanted = undefined
      const more = { isMainFrame }
      const goesOn =
        !isOwn ||
        (this.#navigationEvent('will-frame-navigate', request.url, more) &&
          (!isMainFrame || this.#navigationEvent('will-navigate', request.url, more)))
      if (!goesOn) {
        await fail('Aborted')
        return
      }
    }
    const url = fromWeb(request.url)
    if (await this.session.webRequest.cancels({ url, method: request.method, resourceType })) {
      await fail('BlockedByClient')
      return
    }
    const handler = this.session.protocol.handlerOf(url)
    if (!handler) {
      await fail('NameNotResolved')
      return
    }
    const body = request.postData
    const response = await handler(
      new Request(url, { method: request.method, headers: request.headers, ...(body !== undefined && { body }) }),
    )
    await page.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: await this.session.protocol.webBody(response),
    })
  }
}

/** All existing ones. */
export const all = new Set<WebContents>()

const withoutHash = (url: string) => url.replace(/#.*$/s, '')

/** Electron takes lengths in inches and sizes by name, unlike Chromium's protocol. */
function pdfOptions(options: Record<string, unknown>): Record<string, unknown> {
  const sizes: Record<string, [number, number]> = {
    A4: [8.27, 11.7],
    A3: [11.7, 16.54],
    A5: [5.83, 8.27],
    Letter: [8.5, 11],
  }
  const {
    pageSize = 'Letter',
    margins = {},
    ...rest
  } = options as { pageSize?: string; margins?: Record<string, number> }
  const [paperWidth, paperHeight] = sizes[pageSize] ?? sizes['Letter']!
  const { top, bottom, left, right } = margins
  return {
    ...rest,
    paperWidth,
    paperHeight,
    marginTop: top,
    marginBottom: bottom,
    marginLeft: left,
    marginRight: right,
  }
}
