import type { BrowserWindow, ContextMenuParams, EditFlags, MenuItemConstructorOptions } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { contextTemplate, offerContextMenu } from './contextMenu.ts'
import { textsIn } from '../texts/texts.ts'
import { createObject, givenTo, happens, resetElectron } from '../testing/electronDouble.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())

const nothing: EditFlags = {
  ...{ canUndo: false, canRedo: false, canCut: false, canCopy: false, canPaste: false },
  ...{ canDelete: false, canSelectAll: false, canEditRichly: false },
}
const clicked = (what: Partial<ContextMenuParams> = {}): ContextMenuParams =>
  ({
    ...{ x: 7, y: 9, linkURL: '', selectionText: '', isEditable: false, editFlags: nothing },
    ...{ mediaType: 'none', hasImageContents: false, menuSourceType: 'mouse', ...what },
  }) as ContextMenuParams
const act = { openWindow: vi.fn(), copyText: vi.fn(), copyImage: vi.fn() }
const template = (what: Partial<ContextMenuParams>, language: 'en' | 'ko' = 'en') =>
  contextTemplate(clicked(what), textsIn(language), act)
const labels = (entries: MenuItemConstructorOptions[]) => entries.map(({ label, type }) => label ?? type)
const choose = (entries: MenuItemConstructorOptions[], label: string) =>
  (entries.find((entry) => entry.label === label)!.click as unknown as () => void)()

describe('The context menu', () => {
  it('is empty if there is nothing to do', () => {
    expect(template({})).toEqual([])
    expect(template({ selectionText: ' \n', editFlags: { ...nothing, canCopy: true } })).toEqual([])
    expect(template({ mediaType: 'image', hasImageContents: false })).toEqual([])
  })

  it('copies selected text', () => {
    const editFlags = { ...nothing, canCopy: true, canSelectAll: true }
    expect(template({ selectionText: '12.3 %', editFlags })).toEqual([{ role: 'copy', label: 'Copy' }])
    expect(labels(template({ selectionText: '12.3 %', editFlags }, 'ko'))).toEqual(['복사'])
  })

  it('of a field offers what can be done in it, with the rest disabled', () => {
    const editFlags = { ...nothing, canPaste: true, canUndo: true }
    const entries = template({ isEditable: true, editFlags })
    expect(labels(entries)).toEqual([
      ...['Undo', 'Redo', 'separator', 'Cut', 'Copy', 'Paste', 'Delete', 'separator', 'Select All'],
    ])
    expect(entries.filter(({ enabled }) => enabled).map(({ role }) => role)).toEqual(['undo', 'paste'])
    expect(labels(template({ isEditable: true }, 'ko'))).toContain('붙여넣기')
  })

  it('opens a screen in its own window, and copies the address of a paper', () => {
    choose(template({ linkURL: 'app://bench/index.html#/study/3/explore' }), 'Open in New Window')
    expect(act.openWindow.mock.calls).toEqual([['#/study/3/explore']])
    choose(template({ linkURL: 'https://arxiv.org/abs/2003.13678' }), 'Copy Link')
    expect(act.copyText.mock.calls).toEqual([['https://arxiv.org/abs/2003.13678']])
    for (const linkURL of ['https://example.org/', 'javascript:alert(1)', 'app://bench/assets/index.js'])
      expect(template({ linkURL }), linkURL).toEqual([])
  })

  it.each([{ mediaType: 'canvas' as const }, { mediaType: 'image' as const, hasImageContents: true }])(
    'copies a picture: %o',
    (what) => {
      choose(template(what), 'Copy Image')
      expect(act.copyImage).toHaveBeenLastCalledWith(7, 9)
    },
  )

  it('separates entries for a link and for text', () => {
    const editFlags = { ...nothing, canCopy: true }
    const linkURL = 'https://arxiv.org/abs/2003.13678'
    expect(labels(template({ linkURL, selectionText: 'paper', editFlags }))).toEqual(['Copy Link', 'separator', 'Copy'])
  })
})

describe('In a window', () => {
  beforeEach(resetElectron)
  const window = () => {
    const made = createObject('BrowserWindow') as BrowserWindow
    offerContextMenu(made, () => textsIn('en'), act.openWindow)
    return made
  }

  it('the menu is shown where it was requested, by mouse or key', () => {
    const shown = window()
    happens(shown.webContents, 'context-menu', {}, clicked({ mediaType: 'canvas', menuSourceType: 'keyboard' }))
    expect(givenTo('Menu.popup')).toEqual([[{ window: shown, x: 7, y: 9, sourceType: 'keyboard' }]])
    const [[entries]] = givenTo('Menu.buildFromTemplate') as [[MenuItemConstructorOptions[]]]
    choose(entries, 'Copy Image')
    expect(givenTo('WebContents.copyImageAt')).toEqual([[7, 9]])
  })

  it('no empty menu is shown', () => {
    happens(window().webContents, 'context-menu', {}, clicked())
    expect(givenTo('Menu.buildFromTemplate')).toEqual([])
  })

  it('copied items go to the clipboard', () => {
    const linkURL = 'https://arxiv.org/abs/2003.13678'
    happens(window().webContents, 'context-menu', {}, clicked({ linkURL }))
    choose((givenTo('Menu.buildFromTemplate')[0] as [MenuItemConstructorOptions[]])[0], 'Copy Link')
    expect(givenTo('Clipboard.writeText')).toEqual([[linkURL]])
  })
})
