import { clipboard, Menu, type BrowserWindow, type ContextMenuParams, type MenuItemConstructorOptions } from 'electron'
import { isPage } from '../windows/appProtocol.ts'
import { isAllowedLink } from '../windows/externalLinks.ts'
import type { RoleId, Texts } from '../texts/texts.ts'

type Entry = MenuItemConstructorOptions
/** The properties of the clicked element that entries depend on. */
type Clicked = Pick<
  ContextMenuParams,
  'x' | 'y' | 'linkURL' | 'selectionText' | 'isEditable' | 'editFlags' | 'mediaType' | 'hasImageContents'
>

/** Actions of entries that are not built into Electron. */
export interface ContextActions {
  /** Opens a screen in its own window. */
  openWindow: (hash: string) => void
  copyText: (text: string) => void
  copyImage: (x: number, y: number) => void
}

/** The context menu of a click, in groups; empty if there is nothing to do. */
export function contextTemplate(clicked: Clicked, texts: Texts, act: ContextActions): Entry[] {
  return [linkEntries, imageEntries, clicked.isEditable ? fieldEntries : textEntries]
    .map((entriesOf) => entriesOf(clicked, texts, act))
    .filter((group) => group.length > 0)
    .flatMap((group, i): Entry[] => (i === 0 ? group : [{ type: 'separator' }, ...group]))
}

function linkEntries({ linkURL }: Clicked, texts: Texts, { openWindow, copyText }: ContextActions): Entry[] {
  if (isPage(linkURL)) {
    const { hash } = new URL(linkURL)
    return [{ label: texts.t('desktop.openInWindow'), click: () => openWindow(hash) }]
  }
  return isAllowedLink(linkURL) ? [{ label: texts.t('desktop.copyLink'), click: () => copyText(linkURL) }] : []
}

function imageEntries({ mediaType, hasImageContents, x, y }: Clicked, texts: Texts, act: ContextActions): Entry[] {
  const isImage = mediaType === 'canvas' || (mediaType === 'image' && hasImageContents)
  return isImage ? [{ label: texts.t('desktop.copyImage'), click: () => act.copyImage(x, y) }] : []
}

function fieldEntries({ editFlags }: Clicked, { t }: Texts): Entry[] {
  const { canUndo, canRedo, canCut, canCopy, canPaste, canDelete, canSelectAll } = editFlags
  const entry = (role: RoleId & Entry['role'], enabled: boolean): Entry => ({
    ...{ role, label: t(`desktop.roles.${role}`), enabled },
  })
  return [
    entry('undo', canUndo),
    entry('redo', canRedo),
    { type: 'separator' },
    entry('cut', canCut),
    entry('copy', canCopy),
    entry('paste', canPaste),
    entry('delete', canDelete),
    { type: 'separator' },
    entry('selectAll', canSelectAll),
  ]
}

function textEntries({ selectionText, editFlags }: Clicked, { t }: Texts): Entry[] {
  const isSelected = selectionText.trim() !== '' && editFlags.canCopy
  return isSelected ? [{ role: 'copy', label: t('desktop.roles.copy') }] : []
}

/**
 * Shows a context menu wherever one is requested in a window's page and there is something to do: Electron has none of
 * its own.
 */
export function offerContextMenu(window: BrowserWindow, texts: () => Texts, openWindow: (hash: string) => void): void {
  const { webContents } = window
  webContents.on('context-menu', (_event, clicked) => {
    const template = contextTemplate(clicked, texts(), {
      openWindow,
      copyText: (text) => void clipboard.writeText(text),
      copyImage: (x, y) => webContents.copyImageAt(x, y),
    })
    if (template.length === 0) return
    const { x, y, menuSourceType } = clicked
    Menu.buildFromTemplate(template).popup({ window, x, y, sourceType: menuSourceType })
  })
}
