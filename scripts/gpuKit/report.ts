import type { JobResult } from './runJobs.ts'

interface Line extends Record<string, unknown> {
  name?: string
  file?: string
  provider?: string
  engine?: string
  error?: string
}

/** The results of a kit as text: what was checked, then times against PyTorch, then populations. */
export function reportText(results: readonly JobResult[]): string {
  const rows = results.flatMap(({ id, status, seconds, lines, errors }) => {
    const head = `${id.padEnd(30)} ${status.padEnd(7)} ${String(seconds).padStart(6)} s`
    const told = lines.flat().map((line) => `    ${lineText(line as Line)}`)
    const last = errors.split('\n').at(-1)!
    return [head, ...told, ...(status !== 'done' && last !== '' ? [`    ${last}`] : [])]
  })
  return `${rows.join('\n')}\n`
}

const number = (value: unknown): string => (typeof value === 'number' ? Number(value.toPrecision(4)) : value) as string

/** What matters of a line that a job printed. */
function lineText(line: Line): string {
  const { name, file, provider, engine, error } = line
  if (error !== undefined) return `${engine ?? name ?? ''}: ${error}`
  if ('available' in line)
    return `${String(line['id'])}: ${line['available'] === true ? `available, engine ${engine ?? ''}` : String(line['reason'])}`
  if ('worst' in line) {
    const worst = line['worst'] as { name: string; error: number; tolerance: number } | null
    const passed = line['passed'] === true ? 'pass' : 'FAIL'
    return `${passed} ${file ?? ''} (${String(line['lowering'])}), ${String(line['cases'])} cases, worst ${worst ? `${number(worst.error)} of ${number(worst.tolerance)}: ${worst.name}` : '-'}`
  }
  if ('digest' in line)
    return `${engine ?? ''} on ${String(line['network'])}: ${line['isEqual'] === true ? 'equal bits' : 'OTHER bits'}`
  if ('networksPerHour' in line)
    return `${number(line['networksPerHour'])} networks/h, ${number(line['imagesPerSecond'])} images/s, slots ${String(line['slots'])}`
  if ('ratio' in line) {
    const torch = line['torchMs']
    const ways = typeof torch === 'object' ? Object.entries(torch as Line) : [['PyTorch', torch] as const]
    return `${name ?? `${file ?? ''}, sum`}: ${number(line['benchMs'])} ms, ${ways.map(([way, ms]) => `${way} ${number(ms)}`).join(', ')}: ratio ${number(line['ratio'])}`
  }
  if ('msPerStep' in line)
    return `${name ?? ''}: ${number(line['msPerStep'])} ms, kernels ${String(line['kernelNodes'])} (${provider ?? ''}, ${engine ?? ''})`
  return JSON.stringify(line)
}
