import type { Browser, CDPSession } from '@playwright/test'

/** Tasks of the page's main thread in milliseconds of processor time, which excludes other load on the machine. */
export interface Tasks {
  longest: number
  total: number
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Processor time in microseconds. */
  tdur?: number
  args: { name?: string }
}

/** The tasks of the pages' main threads while `act` runs. */
export async function tasksDuring(browser: Browser, act: () => Promise<void>): Promise<Tasks> {
  const session = await browser.newBrowserCDPSession()
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] },
  })
  await act()
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.end')
  await complete
  await session.detach()

  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const mains = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf),
  )
  const times = events
    .filter((event) => event.ph === 'X' && event.name === taskName && mains.has(threadOf(event)))
    .map(({ tdur = 0 }) => tdur / 1000)
  return { longest: Math.max(0, ...times), total: times.reduce((sum, time) => sum + time, 0) }
}
const taskName = 'ThreadControllerImpl::RunTask'

/** Processor time used by the page's main thread so far, in milliseconds. */
export async function mainThreadClock(session: CDPSession): Promise<() => Promise<number>> {
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value
  }
}
