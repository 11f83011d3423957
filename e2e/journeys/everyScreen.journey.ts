import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { translations } from '#renderer/i18n/texts.ts'
import { english } from '#renderer/i18n/english.ts'
import { korean } from '#renderer/i18n/korean.ts'
import { languages, type Language } from '#shared/messages/language.ts'
import { benchAddress, expect, test, type Program } from './bench.ts'

/** Every screen by its address, with the sign that it has rendered. */
const screens: readonly { name: string; path: string }[] = [
  { name: 'home', path: '/' },
  { name: 'new study', path: '/new' },
  { name: 'search', path: '/search' },
  { name: 'spaces', path: '/study/1/spaces' },
  { name: 'populations', path: '/study/1/population' },
  { name: 'monitor', path: '/study/1/monitor' },
  { name: 'explore', path: '/study/1/explore' },
  { name: 'compare', path: '/study/1/compare' },
  { name: 'refinements', path: '/study/1/refine' },
  { name: 'wizard, sample', path: '/study/1/refine?refinement=1' },
  { name: 'wizard, look', path: '/study/1/refine?refinement=2' },
  { name: 'tour, start', path: '/study/1/tour?page=0' },
  { name: 'tour, step', path: '/study/1/tour?page=1' },
  { name: 'tour, whole path', path: '/study/1/tour?page=6' },
  { name: 'network', path: '/study/1/network' },
  { name: 'two networks', path: '/study/1/network/253?against=287' },
  { name: 'given ONNX model', path: '/study/1/network?given=' },
  { name: 'best network', path: '/study/1/best' },
  { name: 'time', path: '/study/1/time' },
  { name: 'figures', path: '/study/1/figures' },
  { name: 'figures, table', path: '/study/1/figures/networkTable' },
  { name: 'reports', path: '/study/1/reports' },
  { name: 'data', path: '/data' },
  { name: 'settings', path: '/settings' },
]
/**
 * Each theme and each language once: contrast depends on the theme, text width on the language. Under the stand-in one of
 * them, since the screens are the same and only their program differs.
 */
const windows: readonly { theme: 'light' | 'dark'; language: Language; programs: readonly Program[] }[] = [
  { theme: 'light', language: 'en', programs: ['browser', 'desktop'] },
  { theme: 'dark', language: 'ko', programs: ['browser', 'desktop', 'standin'] },
]
/** A key in place of its text, such as "refine.look.question". */
const rawKey = new RegExp(`\\b(?:${Object.keys(korean).join('|')})(?:\\.[a-z][A-Za-z0-9]*)+\\b`)

for (const { theme, language, programs } of windows)
  test.describe(() => {
    test.skip(({ program }) => !programs.includes(program), 'checked in a browser')
    test(`every screen of the sample study is accessible, fits the window and shows no key: ${theme}, ${language}`, async ({
      bench,
    }) => {
      test.setTimeout(600_000)
      const { page } = bench
      // Otherwise a colour could be checked in mid-transition.
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await openSample(page)
      await giveModel(page)
      await choose(page, theme, language)
      await expect(page.locator(`html[data-theme="${theme}"][lang="${language}"]`)).toBeAttached()
      const faults: string[] = []
      for (const { name, path } of screens) {
        await test.step(name, async () => {
          await page.goto(`${benchAddress(page)}#${path}`)
          await settled(page, language)
          for (const fault of await faultsOf(page)) faults.push(`${name}: ${fault}`)
        })
      }
      expect(faults).toEqual([])
    })
  })

/** Chooses theme and language in Settings. */
async function choose(page: Page, theme: keyof typeof english.settings.themes, language: Language): Promise<void> {
  await page.goto(`${benchAddress(page)}#/settings`)
  // The radio itself is behind its text.
  for (const name of [english.settings.themes[theme], languages[language]])
    await page.getByRole('radio', { name, exact: true }).click({ force: true })
}

/** Opens the sample study with two refinements, one at its first step and one at its second. */
async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  for (const step of ['sample', 'look']) {
    await page.getByRole('link', { name: 'Refine', exact: true }).click()
    await page.getByRole('button', { name: 'Begin a refinement' }).click()
    await expect(page.getByRole('navigation', { name: 'Steps of the refinement' })).toBeVisible()
    if (step === 'look') {
      await page.getByRole('button', { name: 'Look for a pattern' }).click()
      await expect(page.getByRole('radio').first()).toBeVisible({ timeout: 60_000 })
    }
    await page.getByRole('link', { name: 'Home', exact: true }).click()
  }
}

/** Opens an ONNX file in the Network screen, which shows it from then on. */
async function giveModel(page: Page): Promise<void> {
  await page.goto(`${benchAddress(page)}#/study/1/network?given=`)
  // Home, which is shown until then, opens files as well.
  await expect(page.getByRole('heading', { name: 'Another network' })).toBeVisible()
  const file = join(import.meta.dirname, '../../src-shared/onnx/testing/residual.onnx')
  await page.locator('main input[type="file"]').setInputFiles(file)
  await expect(page.getByRole('heading', { name: 'Operators' })).toBeVisible()
}

/** Waits until the screen has rendered: nothing says it is loading and no button spins. */
async function settled(page: Page, language: Language): Promise<void> {
  const loading = translations[language]('shell.loading', { what: '' }).trim()
  await expect(page.locator('main')).not.toHaveText('')
  await expect(page.locator('main').getByText(loading)).toHaveCount(0)
  await expect(page.locator('main .is-loading')).toHaveCount(0)
}

/** The faults of the current screen, one line each. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze()
  const barriers = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target }) => `${id} at ${target.join(' ')}`))
  const beyond = await page.evaluate<number>(
    'document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth',
  )
  const key = rawKey.exec(await page.locator('body').innerText())?.[0]
  return [
    ...barriers,
    ...(beyond > 0 ? [`${beyond} pixels wider than the window`] : []),
    ...(key === undefined ? [] : [`shows the key ${key}`]),
  ]
}
