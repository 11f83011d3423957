import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import type { Language } from '#shared/messages/language.ts'
import { menuNeeds, menuTemplate, type MenuActions } from './menu.ts'
import { noWindow, type MenuState } from './menuState.ts'
import { desktop as korean } from '#shared/messages/ko/desktop.ts'
import { textsIn, textsOfSystem } from '../texts/texts.ts'

const calls: string[] = []
const act = new Proxy({} as MenuActions, {
  get:
    (_target, name) =>
    (...given: unknown[]) =>
      calls.push([name, ...given].join(' ')),
})

const everything: MenuState = { canGoBack: true, canGoForward: true, hasStudy: true, hasReport: true }
const template = (
  platform: NodeJS.Platform,
  language: Language = 'en',
  isPackaged = true,
  count = 2,
  state: MenuState = everything,
) =>
  menuTemplate(
    {
      texts: textsIn(language),
      platform,
      isPackaged,
      studies: Array.from({ length: count }, (_, i) => ({ id: i + 1, name: `A & B ${i + 1}` })),
      state,
      labs: ['/disk/lab'],
      windows: [
        { number: 1, title: 'Widths · Explore – RegNet Lab Bench', isCurrent: false },
        { number: 2, title: 'A & B – RegNet Lab Bench', isCurrent: true },
      ],
    },
    act,
  )

const submenu = (entry: MenuItemConstructorOptions) => (Array.isArray(entry.submenu) ? entry.submenu : [])
const flat = (entries: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  entries.flatMap((entry) => [entry, ...flat(submenu(entry))])
const click = (entry: MenuItemConstructorOptions) => {
  calls.length = 0
  ;(entry.click as unknown as () => void)()
  return calls[0]
}

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  it.each(['en', 'ko'] as const)('has a text or role for every entry, and no shortcut twice (%s)', (language) => {
    const entries = flat(template(platform, language))
    for (const { type, label, role } of entries) expect(type === 'separator' || Boolean(label ?? role)).toBe(true)
    const keys = entries.flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.length).toBeGreaterThan(10)
  })

  it('does something in every enabled entry', () => {
    for (const entry of flat(template(platform))) {
      const isChosen = entry.type !== 'separator' && !entry.role && !entry.submenu && entry.enabled !== false
      if (isChosen) expect(click(entry), entry.label).toBeDefined()
    }
  })

  it("can quit, copy and paste through the system's roles", () => {
    const roles = flat(template(platform)).map(({ role }) => role)
    expect(roles).toEqual(expect.arrayContaining(['quit', 'cut', 'copy', 'paste', 'togglefullscreen']))
  })

  it('offers reload and developer tools only in development', () => {
    const has = (isPackaged: boolean) =>
      flat(template(platform, 'en', isPackaged)).flatMap(({ role }) =>
        role === 'toggleDevTools' || role === 'reload' ? [role] : [],
      )
    expect([has(false), has(true)]).toEqual([['reload', 'toggleDevTools'], []])
  })

  it("words Electron's built-in entries in the window's language", () => {
    const said = flat(template(platform, 'ko', false)).flatMap(({ role, label }) => (role ? [label] : []))
    expect(said.length).toBeGreaterThan(10)
    const texts = textsIn('ko')
    for (const label of said)
      expect([
        ...Object.values(korean.roles),
        texts.t('desktop.edit'),
        texts.t('desktop.window'),
        texts.t('desktop.help'),
        undefined,
      ]).toContain(label)
  })

  it('enables exactly the entries whose condition holds', () => {
    const enabled = (state: MenuState) =>
      flat(template(platform, 'en', true, 2, state)).flatMap(({ id, enabled }) => (id && enabled === true ? [id] : []))
    expect(enabled(noWindow)).toEqual([])
    expect(enabled(everything).toSorted()).toEqual(Object.keys(menuNeeds).toSorted())
    expect(enabled({ ...noWindow, canGoBack: true })).toEqual(['back'])
    expect(enabled({ ...noWindow, hasReport: true })).toEqual(['savePdf'])
  })

  it('enlarges with and without Shift', () => {
    const keys = flat(template(platform)).flatMap(({ label, accelerator, visible }) =>
      label === 'Zoom In' ? [[accelerator, visible ?? true]] : [],
    )
    expect(keys).toEqual([
      ['CmdOrCtrl+Plus', true],
      ['CmdOrCtrl+=', false],
    ])
  })
})

it('lists the open windows if the system does not, and has no useless entries there', () => {
  const window = (platform: NodeJS.Platform) =>
    submenu(template(platform).find(({ role }) => role === 'windowMenu')!).filter(({ type }) => type !== 'separator')
  expect(window('darwin').map(({ role }) => role)).toEqual(['minimize', 'zoom', 'front'])
  for (const platform of ['win32', 'linux'] as const) {
    const [minimize, close, first, second] = window(platform)
    // Electron's Zoom role works only on macOS.
    expect([minimize!.role, close!.role]).toEqual(['minimize', 'close'])
    expect([first!.label, first!.checked]).toEqual(['Widths · Explore – RegNet Lab Bench', false])
    expect([second!.label, second!.checked]).toEqual(['A && B – RegNet Lab Bench', true])
    expect(click(second!)).toBe('showWindow 2')
  }
})

it('lists the last nine studies by name', () => {
  const recent = flat(template('linux', 'en', true, 12)).find(({ label }) => label === 'Recent Studies')!
  expect(submenu(recent).map(({ label }) => label)).toEqual(Array.from({ length: 9 }, (_, i) => `A && B ${i + 1}`))
  expect(click(submenu(recent)[8]!)).toBe('show #/study/9/spaces')
  const none = flat(template('linux', 'en', true, 0)).find(({ label }) => label === 'Recent Studies')!
  expect(submenu(none)).toEqual([{ label: 'None yet', enabled: false }])
})

it("speaks the system's preferred language", () => {
  expect(textsOfSystem(['ko-KR', 'en']).t('desktop.file')).toBe('파일')
  expect(textsOfSystem(['de-DE', 'ko']).t('desktop.file')).toBe('File')
  expect(textsOfSystem([]).t('desktop.file')).toBe('File')
})

it('names all of Electron’s entries in Korean', () => {
  expect(Object.values(korean.roles).every((label) => /[가-힣]/.test(label))).toBe(true)
})
