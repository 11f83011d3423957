import { onMounted, onUnmounted } from 'vue'
import { commandMessage, pageCommands, type PageCommand } from '#shared/contract/portMessage.ts'

type Act = () => void
/** What acts on each command; the last that was given does. */
const acts = new Map<PageCommand, Act[]>(pageCommands.map((command) => [command, []]))

/** Acts on a command of the desktop program's menu, in place of what did before, until the function that is returned is called. */
export function onPageCommand(command: PageCommand, act: Act): () => void {
  const given = acts.get(command)!
  given.push(act)
  return () => void given.splice(given.indexOf(act), 1)
}

/** The same for as long as a component is shown. */
export function usePageCommand(command: PageCommand, act: Act): void {
  let end: (() => void) | undefined
  onMounted(() => (end = onPageCommand(command, act)))
  onUnmounted(() => end?.())
}

/** Hears the commands of the menu. */
export function listenForCommands(window: Window): void {
  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    const command = source === window ? commandIn(data) : undefined
    if (command) acts.get(command)!.at(-1)?.()
  })
}

function commandIn(data: unknown): PageCommand | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data) || data.kind !== commandMessage) return undefined
  return 'what' in data ? pageCommands.find((command) => command === data.what) : undefined
}
