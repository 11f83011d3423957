import type { ContextMenuParams, EditFlags, MenuItemConstructorOptions } from 'electron'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import type { Language } from '#shared/messages/language.ts'
import { benchPage } from '../windows/appProtocol.ts'
import { contextTemplate } from './contextMenu.ts'
import { menuTemplate } from './menu.ts'
import { dockTemplate } from './quickTasks.ts'
import { roleDefaults } from '../testing/rules.ts'
import { textsIn } from '../texts/texts.ts'
import { trayTemplate } from './trayMenu.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())

/**
 * All menus of the desktop program in both languages, as printed in docs/menus.md. `npx vitest run menusPage -u`
 * updates it.
 */
it('docs/menus.md shows the current menus', async () => {
  await expect(menusPage()).toMatchFileSnapshot(join(import.meta.dirname, '../../../../docs/menus.md'))
})

type Entry = MenuItemConstructorOptions
/** Placeholders for the user's own names. */
const names = { study: 'Widths', lab: '/data/lab', window: 'Widths · Explore – RegNet Lab Bench' }
const acts = new Proxy({}, { get: () => () => undefined }) as never

function menusPage(): string {
  const menus = (title: string, make: (language: Language) => Entry[], platform: NodeJS.Platform = 'linux') => {
    const rows = rowsOf(make('en'), make('ko'), platform)
    return `## ${title}\n\n\`\`\`text\n${asText(rows)}\`\`\`\n`
  }
  const application = (platform: NodeJS.Platform) => (language: Language) =>
    menuTemplate(
      {
        ...{ texts: textsIn(language), platform, isPackaged: true, labs: [names.lab] },
        state: { canGoBack: false, canGoForward: false, hasStudy: false, hasReport: false },
        studies: [{ id: 1, name: names.study }],
        windows: [{ number: 1, title: names.window, isCurrent: true }],
      },
      acts,
    )
  return [
    opening,
    menus('Windows and Linux', application('linux')),
    menus('macOS', application('darwin'), 'darwin'),
    menus('The icon beside the clock', (language) => {
      const texts = textsIn(language)
      return trayTemplate(
        { texts, progress: texts.t('desktop.trainingNow', { running: 2, waiting: 10 }), queue: { isRunning: true } },
        acts,
      )
    }),
    menus('The program’s icon: Dock of macOS, jump list of Windows, desktop entry of Linux', (language) =>
      dockTemplate({ texts: textsIn(language), studies: [{ id: 1, name: names.study }], lab: names.lab }, acts),
    ),
    ...Object.entries(clicked).map(([title, params]) => menus(title, (language) => contextMenu(params, language))),
  ].join('\n')
}

const opening = `# The menus of the desktop program

Every entry in English and Korean, with its keys. In brackets: greyed where what it needs is missing, as here without a
window. “${names.study}”, “${names.lab}” and “${names.window}” are a study, a lab and a window of the user’s. A test
holds this page against the program, and \`npx vitest run menusPage -u\` writes it anew.
`

const none: EditFlags = {
  ...{ canUndo: false, canRedo: false, canCut: false, canCopy: false, canPaste: false },
  ...{ canDelete: false, canSelectAll: false, canEditRichly: false },
}
const all = Object.fromEntries(Object.keys(none).map((flag) => [flag, true])) as unknown as EditFlags
const clicked: Readonly<Record<string, Partial<ContextMenuParams>>> = {
  'A click on a field with the right button': { isEditable: true, editFlags: all },
  '… on selected text': { selectionText: '12.3 %', editFlags: all },
  '… on a chart': { mediaType: 'canvas' },
  '… on a link to a screen': { linkURL: `${benchPage}#/study/1/explore` },
  '… on a link to a paper': { linkURL: 'https://arxiv.org/abs/2003.13678' },
}

function contextMenu(params: Partial<ContextMenuParams>, language: Language): Entry[] {
  const nothing = { x: 0, y: 0, linkURL: '', selectionText: '', isEditable: false, editFlags: none }
  const entries = { ...nothing, mediaType: 'none' as const, hasImageContents: false, ...params }
  return contextTemplate(entries, textsIn(language), acts)
}

/** English, Korean, shortcut. */
type Row = [string, string, string]

function rowsOf(english: readonly Entry[], korean: readonly Entry[], platform: NodeJS.Platform, depth = 0): Row[] {
  return english.flatMap((entry, i): Row[] => {
    const other = korean[i]!
    if (entry.visible === false) return []
    if (entry.type === 'separator') return [[`${'  '.repeat(depth)}─`, '', '']]
    const own = (one: Entry) => {
      const label = (one.label ?? 'RegNet Lab Bench').replaceAll('&&', '&')
      const marked = one.checked === true ? `• ${label}` : label
      return `${'  '.repeat(depth)}${one.enabled === false ? `(${marked})` : marked}`
    }
    const role = entry.role?.toLowerCase()
    const keys = entry.accelerator ?? (role && roleDefaults(role, { name: '', platform })?.accelerator) ?? ''
    const inside = (one: Entry) => (Array.isArray(one.submenu) ? one.submenu : [])
    return [
      [own(entry), own(other), keysText(keys, platform)],
      ...rowsOf(inside(entry), inside(other), platform, depth + 1),
    ]
  })
}

const keysText = (keys: string, platform: NodeJS.Platform) =>
  keys.replace(/CmdOrCtrl|CommandOrControl/, platform === 'darwin' ? 'Cmd' : 'Ctrl').replace('Command', 'Cmd')

function asText(rows: readonly Row[]): string {
  const wide = (column: 0 | 1) => Math.max(...rows.map((row) => columnsOf(row[column])))
  const padded = (text: string, width: number) => text + ' '.repeat(width - columnsOf(text))
  const [first, second] = [wide(0), wide(1)]
  return rows
    .map(([english, korean, keys]) => `${padded(english, first)}  ${padded(korean, second)}  ${keys}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('')
}

/** Width of a text in columns, where Hangul takes two. */
const columnsOf = (text: string) => text.length + (text.match(/[ᄀ-ᇿ가-힣]/g)?.length ?? 0)
