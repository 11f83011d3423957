import { EventEmitter } from 'node:events'
import { ipcMain } from './ipcMain.ts'
import type { Devtools, Send } from './devtools.ts'
import { DocumentWorld } from './documentWorld.ts'
import { newEvent } from './event.ts'
import { openPage } from './openPage.ts'
import { PageHistory } from './pageHistory.ts'
import { PageRequests } from './pageRequests.ts'
import type { MessagePortMain } from './ports.ts'
import { binding, preloadWorld, type FromPage } from './preloadWorld.ts'
import type { Session } from './session.ts'
import { fromWeb, toWeb } from './schemes.ts'
import { pdfOf, printed } from './printing.ts'
import { chromium } from './program.ts'

let made = 0

/** The content of a window: a Chromium page with Electron's events. */
export class WebContents extends EventEmitter {
  readonly id = ++made
  readonly session: Session
  /** The page's target, also that of its main frame. */
  targetId = ''
  #page: Promise<Devtools>
  #url = ''
  #title = ''
  #isLoading = false
  #isDestroyed = false
  #isCrashed = false
  readonly #world = new DocumentWorld((expression, contextId) =>
    this.#do('Runtime.evaluate', { expression, contextId }),
  )
  readonly #requests: PageRequests
  readonly navigationHistory = new PageHistory((method, params) => this.#do(method, params))
  #openHandler: (details: { url: string }) => { action: 'allow' | 'deny' } = () => ({ action: 'allow' })
  #zoomLevel = 0

  constructor(options: { session: Session; preload?: string; javascript?: boolean; width: number; height: number }) {
    super()
    this.setMaxListeners(0)
    this.session = options.session
    this.#requests = new PageRequests({
      session: this.session,
      targetId: () => this.targetId,
      navigates: (...given) => this.#navigationEvent(...given),
    })
    all.add(this)
    const { width, height, preload, javascript = true } = options
    this.#page = openPage({ width, height }, { preload, javascript }, (page, targetId) => {
      this.targetId = targetId
      this.#listen(page)
    })
  }

  getURL = () => this.#url
  getTitle = () => this.#title
  isLoading = () => this.#isLoading
  isLoadingMainFrame = () => this.#isLoading
  isDestroyed = () => this.#isDestroyed
  isCrashed = () => this.#isCrashed

  async loadURL(url: string): Promise<void> {
    this.#requests.wants(undefined)
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
    this.#requests.wants(undefined)
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
    this.#world.send(channel, words)
  }
  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.#world.postMessage(channel, message, transfer)
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
    return Buffer.from(await pdfOf(await this.#page, options), 'base64')
  }
  print(options: Record<string, unknown> = {}, done?: (success: boolean, failureReason: string) => void): void {
    const paper = async () => pdfOf(await this.#page, { ...options })
    void paper().then((pdf) => {
      printed.push({ options, pdf })
      done?.(true, '')
    })
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
    this.#world.closePorts()
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

  #listen(page: Devtools): void {
    const isMain = (frameId: string) => frameId === this.targetId
    page.when('Page.frameRequestedNavigation', ({ frameId, url, disposition }) => {
      if (disposition === 'currentTab' && isMain(frameId)) this.#requests.wants(url)
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
      void this.navigationHistory.read(page)
      this.emit('did-stop-loading', newEvent())
    })
    page.when('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return
      // The ports of the previous document are gone with it.
      this.#world.closePorts()
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
      void this.navigationHistory.read(page)
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
      this.#world.closePorts()
      // Posted as a separate task (electron_api_web_contents.cc, PrimaryMainFrameRenderProcessGone).
      this.#gone = undefined
      setImmediate(() => this.emit('render-process-gone', newEvent(), { reason: 'crashed', exitCode: 5 }))
    })
    page.when('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { frameId?: string }
      if (context.name === preloadWorld && frameId !== undefined && isMain(frameId)) this.#world.enter(context.id)
    })
    page.when('Runtime.executionContextDestroyed', ({ executionContextId }) => this.#world.leave(executionContextId))
    page.when('Runtime.executionContextsCleared', () => this.#world.leave())
    page.when('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === binding) this.#hear(JSON.parse(payload) as FromPage)
    })
    page.when('Fetch.requestPaused', (paused) => void this.#requests.answer(page, paused).catch(() => undefined))
    page.when('Target.attachedToTarget', ({ targetInfo, sessionId }) => void this.#opened(targetInfo, sessionId))
  }

  #startLoading(): void {
    if (this.#isLoading) return
    this.#isLoading = true
    this.emit('did-start-loading', newEvent())
  }

  #hear(said: FromPage): void {
    if (said.kind === 'message' || said.kind === 'closed') {
      this.#world.hear(said)
    } else if (said.kind === 'sent') {
      void ipcMain
        .receive(this, said.channel, said.arguments, said.call !== undefined)
        .then(({ error, value }) => said.call !== undefined && this.#world.act('answer', said.call, error, value))
    } else if (said.kind === 'title') {
      this.#title = said.title
      this.emit('page-title-updated', newEvent(), said.title, true)
    } else this.emit('context-menu', newEvent(), { ...said.params, linkURL: fromWeb(said.params.linkURL) })
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
}

/** All existing ones. */
export const all = new Set<WebContents>()
