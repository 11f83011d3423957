import type { ContextMenuParams, EditFlags, MenuItemConstructorOptions } from 'electron'
import type { Language } from '#shared/contract/appearance.ts'
import { benchPage } from '../appProtocol.ts'
import { contextTemplate } from '../contextMenu.ts'
import { menuTemplate } from '../menu.ts'
import { textsIn } from '../texts.ts'
import { roleDefaults } from './rules.ts'

/** The menus of the desktop program as docs/menus.md prints them. */

type Entry = MenuItemConstructorOptions
const languages = ['en', 'ko'] as const
const systems = { 'Windows and Linux': 'linux', macOS: 'darwin' } as const
/** What a user's own names stand in the place of. */
const example = { study: 'Widths', lab: '/data/lab', title: 'Widths · Explore – RegNet Lab Bench' }

/** The page as Markdown: each menu once, every entry in both languages with its keys. */
export function menusPage(): string {
  const parts = Object.entries(systems).flatMap(([name, platform]) => [
    `## The menu on ${name}`,
    ...pairs(...languages.map((language) => applicationMenu(platform, language))).map(({ label, inside }) =>
      [`### ${label}`, table(inside)].join('\n\n'),
    ),
  ])
  const clicked = Object.entries(contexts).map(([what, params]) =>
    [`### ${what}`, table(pairs(...languages.map((language) => contextMenu(params, language))))].join('\n\n'),
  )
  return [opening, ...parts, '## Context menus', contextOpening, ...clicked, ''].join('\n\n').trimEnd() + '\n'
}

const opening = `# Menus of the desktop program

Written by \`node scripts/menusPage.ts\`; a test holds it against the code. Entries in brackets are greyed while what they
need is missing: an open study, a report, a screen that was shown before. “${example.study}”, “${example.lab}” and
“${example.title}” stand for a study, a lab and a window of the user’s.`

const contextOpening = `Where nothing of this is under the pointer, no menu opens.`

const nothing = { canGoBack: false, canGoForward: false, hasStudy: false, hasReport: false }

function applicationMenu(platform: NodeJS.Platform, language: Language): Entry[] {
  const around = {
    ...{ texts: textsIn(language), platform, isPackaged: true, state: nothing, labs: [example.lab] },
    studies: [{ id: 1, name: example.study }],
    windows: [{ number: 1, title: example.title, isCurrent: true }],
  }
  const does = () => undefined
  return menuTemplate(around, new Proxy({} as Parameters<typeof menuTemplate>[1], { get: () => does }))
}

const none: EditFlags = {
  ...{ canUndo: false, canRedo: false, canCut: false, canCopy: false, canPaste: false },
  ...{ canDelete: false, canSelectAll: false, canEditRichly: false },
}
const all = Object.fromEntries(Object.keys(none).map((flag) => [flag, true])) as unknown as EditFlags
const contexts: Readonly<Record<string, Partial<ContextMenuParams>>> = {
  'A field': { isEditable: true, editFlags: all },
  'Selected text': { selectionText: '12.3 %', editFlags: all },
  'A chart or picture': { mediaType: 'canvas' },
  'A link to a screen': { linkURL: `${benchPage}#/study/1/explore` },
  'A link to a paper': { linkURL: 'https://arxiv.org/abs/2003.13678' },
}

function contextMenu(params: Partial<ContextMenuParams>, language: Language): Entry[] {
  const clicked = { ...{ x: 0, y: 0, linkURL: '', selectionText: '', isEditable: false, editFlags: none }, ...params }
  const act = { openWindow: () => undefined, copyText: () => undefined, copyImage: () => undefined }
  return contextTemplate({ ...{ mediaType: 'none', hasImageContents: false }, ...clicked }, textsIn(language), act)
}

interface Pair {
  label: string
  keys: string
  inside: Pair[]
}

/** The entries of one menu in both languages. */
function pairs(...[english = [], korean = []]: Entry[][]): Pair[] {
  return english.flatMap((entry, i): Pair[] => {
    if (entry.visible === false) return []
    const inside = Array.isArray(entry.submenu) && Array.isArray(korean[i]!.submenu)
    return [
      {
        label: `${labelOf(entry)} | ${labelOf(korean[i]!)}`,
        keys: entry.accelerator ?? defaultsOf(entry)?.accelerator ?? '',
        inside: inside ? pairs(entry.submenu as Entry[], korean[i]!.submenu as Entry[]) : [],
      },
    ]
  })
}
