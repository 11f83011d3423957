import type { Devtools, Send } from './devtools.ts'

/** A page's navigation history, as kept by Chromium. */
export class PageHistory {
  readonly #do: (method: Parameters<Send>[0], params?: Parameters<Send>[1]) => void
  #entries: { index: number; ids: number[] } = { index: 0, ids: [] }

  constructor(act: (method: Parameters<Send>[0], params?: Parameters<Send>[1]) => void) {
    this.#do = act
  }

  readonly canGoBack = () => this.#entries.index > 0
  readonly canGoForward = () => this.#entries.index < this.#entries.ids.length - 1
  readonly goBack = () => this.#go(-1)
  readonly goForward = () => this.#go(1)
  readonly clear = () => this.#do('Page.resetNavigationHistory')

  /** Updates it from Chromium. */
  async read(page: Devtools): Promise<void> {
    const history = await page.send('Page.getNavigationHistory').catch(() => undefined)
    if (!history) return
    const { currentIndex, entries } = history
    // The initial blank page is Chromium's.
    const own = entries.filter(({ url }) => url !== 'about:blank')
    this.#entries = { index: currentIndex - (entries.length - own.length), ids: own.map(({ id }) => id) }
  }

  #go(by: number): void {
    const entryId = this.#entries.ids[this.#entries.index + by]
    if (entryId !== undefined) this.#do('Page.navigateToHistoryEntry', { entryId })
  }
}
