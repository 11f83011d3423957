import type { Devtools } from './devtools.ts'
import { binding, preloadWorld, worldScript } from './preloadWorld.ts'
import { chromium } from './program.ts'

/**
 * Opens a blank Chromium page with all events that the stand-in uses enabled. `listen` is called before anything
 * happens.
 */
export async function openPage(
  size: { width: number; height: number },
  { preload, javascript }: { preload: string | undefined; javascript: boolean },
  listen: (page: Devtools, targetId: string) => void,
): Promise<Devtools> {
  const { targetId } = await chromium().browser.send('Target.createTarget', {
    ...{ url: 'about:blank', newWindow: true, ...size },
  })
  const page = await chromium().attach(targetId)
  listen(page, targetId)
  await Promise.all([
    page.send('Page.enable'),
    page.send('Inspector.enable'),
    page.send('Runtime.enable'),
    page.send('Page.setLifecycleEventsEnabled', { enabled: true }),
    page.send('Runtime.addBinding', { name: binding, executionContextName: preloadWorld }),
    page.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
    page.send('Emulation.setScriptExecutionDisabled', { value: !javascript }),
    page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    page.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: [{ type: 'page' }],
    }),
    preload !== undefined &&
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: worldScript(preload), worldName: preloadWorld }),
  ])
  return page
}
