import { createPinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { createApp, nextTick } from 'vue'
import { usePreferences } from './preferences.ts'
import { shareAppearance } from './shareAppearance.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }))
  vi.stubGlobal('document', { documentElement: { dataset: {} } })
  vi.stubGlobal('navigator', { language: 'en-US' })
})

type Appearance = ReturnType<Parameters<typeof shareAppearance>[0]['appearance']>
/** The preferences of a new window, and what the program was told. */
async function shared(appearance: () => Appearance) {
  const stored: unknown[] = []
  const setAppearance = (given: unknown) => {
    stored.push(given)
    return Promise.resolve()
  }
  const app = createApp({})
  app.use(createPinia())
  await app.runWithContext(() => shareAppearance({ appearance, setAppearance }))
  return { preferences: app.runWithContext(() => usePreferences()), stored }
}

it('a window of another lab has the theme and language chosen on this computer', async () => {
  const { preferences, stored } = await shared(() => Promise.resolve({ theme: 'dark', language: 'ko' }))
  expect(preferences).toMatchObject({ theme: 'dark', language: 'ko' })
  expect(stored).toEqual([{ theme: 'dark', language: 'ko' }])
  preferences.language = 'en'
  await nextTick()
  expect(stored.at(-1)).toEqual({ theme: 'dark', language: 'en' })
})

it.each([
  ['nothing was chosen yet', () => Promise.resolve(null)],
  ['the program does not answer', () => Promise.reject(new Error('gone'))],
])('a window has its own appearance if %s', async (_, appearance) => {
  kept.set('regbench.preferences', JSON.stringify({ theme: 'light', language: 'ko' }))
  const { preferences, stored } = await shared(appearance)
  expect(preferences).toMatchObject({ theme: 'light', language: 'ko' })
  expect(stored).toEqual([{ theme: 'light', language: 'ko' }])
})
