import { onMounted, onUnmounted } from 'vue'
import { commandMessage, pageCommands, type PageCommand } from '#shared/contract/portMessage.ts'

type Act = () => void
/** The handlers of each command; the most recently added one is called. */
const acts = new Map<PageCommand, Act[]>(pageCommands.map((command) => [command, []]))

/**
 * Handles a command of the desktop program's menu, overriding earlier handlers until the returned function is called.
 */
export function onPageCommand(command: PageCommand, act: Act): () => void {
  const given = acts.get(command)!
  given.push(act)
  return () => void given.splice(given.indexOf(act), 1)
}

/** The same while a component is mounted. */
export function usePageCommand(command: PageCommand, act: Act): void {
  let end: (() => void) | undefined
  onMounted(() => (end = onPageCommand(command, act)))
  onUnmounted(() => end?.())
}

/** Listens for the commands of the menu. */
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
