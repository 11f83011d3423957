import type { Session } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { isAllowedLink } from './externalLinks.ts'
import { cancelledRequests, hardenPages, hardenSession } from './hardening.ts'
import { answer, createObject, givenTo, happens, resetElectron } from '../testing/electronDouble.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
const electron = await import('electron')

beforeEach(resetElectron)
const ownPage = 'app://bench/index.html#/'

/** The latest handler passed to a member of the session. */
const handler = (what: string) => givenTo(what).at(-1)![0] as (...given: unknown[]) => unknown

describe('A hardened session', () => {
  let session: Session
  beforeEach(() => hardenSession((session = createObject('Session') as Session)))

  const permissions = ['media', 'geolocation', 'notifications', 'clipboard-read', 'fileSystem', 'usb', 'openExternal']
  it.each(permissions)('denies %s, whether requested or checked', (permission) => {
    const answered = vi.fn()
    handler('Session.setPermissionRequestHandler')(null, permission, answered, {
      requestingUrl: ownPage,
    })
    expect(answered.mock.calls).toEqual([[false]])
    expect(handler('Session.setPermissionCheckHandler')(null, permission, ownPage)).toBe(false)
  })

  it("lets only the program's own page write text to the clipboard", () => {
    const check = handler('Session.setPermissionCheckHandler')
    expect(check(null, 'clipboard-sanitized-write', 'app://bench/')).toBe(true)
    expect(check(null, 'clipboard-sanitized-write', 'https://example.org/')).toBe(false)
  })

  it('offers no devices and downloads no dictionaries', () => {
    expect(handler('Session.setDevicePermissionHandler')()).toBe(false)
    expect(givenTo('Session.setSpellCheckerEnabled')).toEqual([[false]])
  })

  it.each([
    ['app://bench/assets/index.js', false],
    ['data:image/png;base64,AA==', false],
    ['blob:app://bench/1', false],
    ['app://other/index.html', true],
    ['https://example.org/?next=app://bench/', true],
    ['http://127.0.0.1:1/', true],
    ['ws://127.0.0.1:1/', true],
    ['file:///etc/passwd', true],
    ['ftp://example.org/', true],
    ['', true],
  ])('for a request of %j answers cancelled: %s, and counts it', (url, cancel) => {
    const before = cancelledRequests()
    const answered = vi.fn()
    handler('WebRequest.onBeforeRequest')({ url }, answered)
    expect(answered.mock.calls).toEqual([[{ cancel }]])
    expect(cancelledRequests() - before).toBe(cancel ? 1 : 0)
  })

  it('saves only files created by the bench', () => {
    const download = (url: string) => {
      answer('DownloadItem.getURL', () => url)
      const preventDefault = vi.fn()
      happens(session, 'will-download', { preventDefault }, createObject('DownloadItem'))
      return preventDefault.mock.calls.length === 0
    }
    expect(download('blob:app://bench/1')).toBe(true)
    expect(download('https://example.org/file')).toBe(false)
  })
})

describe('A hardened page', () => {
  const openWindow = vi.fn()
  const contents = () => {
    hardenPages(openWindow)
    const page = createObject('WebContents')
    happens(electron.app, 'web-contents-created', {}, page)
    return page
  }

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('prevents %s', (event) => {
    const preventDefault = vi.fn()
    happens(contents(), event, { preventDefault, url: 'https://example.org/?next=app://bench/' })
    expect(preventDefault).toHaveBeenCalledOnce()
    expect(givenTo('Shell.openExternal')).toEqual([])
  })

  it('opens its links to allowed sites in the browser, once and not in a frame', () => {
    const page = contents()
    const url = 'https://arxiv.org/abs/2003.13678'
    const preventDefault = vi.fn()
    happens(page, 'will-frame-navigate', { preventDefault, url, isMainFrame: false })
    expect(givenTo('Shell.openExternal')).toEqual([])
    happens(page, 'will-frame-navigate', { preventDefault, url, isMainFrame: true })
    expect(preventDefault).toHaveBeenCalledTimes(2)
    expect(givenTo('Shell.openExternal')).toEqual([[url]])
  })

  it('may be reloaded, on any of its screens, but no frame in it', () => {
    const page = contents()
    const preventDefault = vi.fn()
    happens(page, 'will-navigate', { preventDefault, url: ownPage })
    happens(page, 'will-frame-navigate', { preventDefault, url: 'app://bench/index.html#/data', isMainFrame: true })
    expect(preventDefault).not.toHaveBeenCalled()
    happens(page, 'will-frame-navigate', { preventDefault, url: ownPage, isMainFrame: false })
    happens(page, 'will-navigate', { preventDefault, url: 'app://bench/assets/index.js' })
    expect(preventDefault).toHaveBeenCalledTimes(2)
  })

  it('leaves opening its screens in other windows to the program', () => {
    contents()
    const open = handler('WebContents.setWindowOpenHandler')
    expect(open({ url: 'app://bench/index.html#/study/3/explore' })).toEqual({ action: 'deny' })
    expect(openWindow.mock.calls).toEqual([['#/study/3/explore']])
    expect(open({ url: 'app://report/1#/study/3' })).toEqual({ action: 'deny' })
    expect(openWindow).toHaveBeenCalledOnce()
  })

  it('opens no window, and only allowed links in the browser', () => {
    contents()
    const open = handler('WebContents.setWindowOpenHandler')
    expect(open({ url: 'https://arxiv.org/abs/2003.13678' })).toEqual({ action: 'deny' })
    expect(open({ url: 'https://example.org/' })).toEqual({ action: 'deny' })
    expect(givenTo('Shell.openExternal')).toEqual([['https://arxiv.org/abs/2003.13678']])
  })
})

describe('isAllowedLink', () => {
  it.each([
    'http://arxiv.org/',
    'https://arxiv.org.example.org/',
    'https://example.org/https://arxiv.org/',
    'https://arxiv.org@example.org/',
    'https://user:word@arxiv.org/',
    'https://arxiv.org:8443/',
    'javascript:open("https://arxiv.org/")',
    'file:///etc/passwd',
    'not an address',
  ])('refuses %s', (address) => expect(isAllowedLink(address)).toBe(false))
})
