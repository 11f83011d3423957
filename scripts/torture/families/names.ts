import { gunzipSync } from 'node:zlib'
import { join } from 'node:path'
import { csvText } from '#shared/charts/csvText.ts'
import { must, type Family } from '../family.ts'
import { stillOptions, withLab } from '../lab/client.ts'
import { copy } from '../lab/files.ts'
import { prepared } from '../lab/fixtures.ts'
import type { Random } from '../random.ts'

const pieces = [
  ...['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '"><b id=evil>', "'onx='"],
  ...[
    '</style><i id=evil>',
    '&lt;',
    '{{7*7}}',
    '${7*7}',
    'javascript:alert(1)',
    '=1+1',
    '+1',
    '-1+1',
    '@SUM(1)',
    '\t=1',
  ],
  ...[
    '=HYPERLINK("http://evil")',
    '../../etc/passwd',
    '..\\..\\x',
    'CON',
    'nul.txt',
    'COM1',
    '.hidden',
    '-rf',
    'a/b',
    'a:b',
  ],
  ...[
    '\u202Egnp.exe',
    '\u200B',
    '\u0000',
    '\u0007',
    '\r\nSet-Cookie: x=1',
    '\uD800',
    'é',
    '한글',
    '🧪',
    'x '.repeat(80),
    '"',
    '|',
    '*?',
  ],
]

function hostileText(random: Random, most: number): string {
  const text = Array.from({ length: random.between(1, 4) }, () => random.pick(pieces)).join(random.pick(['', ' ', ',']))
  return text.slice(0, most).trim() || 'x'
}

/** Hostile text wherever a user or someone else's file can put it. */
export const names: Family = {
  id: 'names',
  promise: 'Hostile names reach files as clean names, reports as text and spreadsheets as no formula',
  trials: 200,
  limitMs: 60_000,
  async run(_, { folder, fixtures, random }) {
    const lab = copy(join(fixtures, prepared.finished), join(folder, 'lab'))
    await withLab(stillOptions(lab), async (_lab, client) => {
      const text = (most: number) => hostileText(random, most)
      const said: string[] = []
      const put = async (name: string, call: (value: string) => Promise<unknown>) => {
        said.push(name)
        await call(name).catch((error: unknown) => {
          const { code } = error as { code?: string }
          must(code === 'invalid', `${JSON.stringify(name)}: ${code}: ${(error as Error).message}`)
        })
      }
      await put(text(200), async (name) =>
        client.studies.rename({ id: 1, name, basedOn: (await client.studies.get({ id: 1 })).name }),
      )
      await put(text(200), async (name) =>
        client.populations.rename({ id: 1, name, basedOn: (await client.populations.get({ id: 1 })).name }),
      )
      await put(text(50), (tag) => client.runs.tag({ runIds: [1], add: [tag], remove: [] }))
      await put(text(500), async (note) =>
        client.runs.annotate({ id: 1, note, basedOn: (await client.runs.get({ id: 1 })).note }),
      )
      await put(text(500), (note) => client.studies.note({ id: 1, text: note }))
      await put(text(500), async (reason) => {
        const before = (await client.spaces.list({ studyId: 1 })).find(({ id }) => id === 1)!
        const basedOn = { state: before.state, reason: before.reason }
        return client.spaces.decide({ id: 1, state: 'rejected', reason, basedOn })
      })
      const document = {
        ...{ title: text(300), language: 'en' as const, populationIds: [1, 2] },
        blocks: [
          { kind: 'heading' as const, text: text(300) },
          { kind: 'text' as const, text: text(1000) },
          ...(['verdict', 'edf', 'summaryTable', 'bestNetworks', 'spaces', 'settings'] as const).map((figure) => ({
            ...{ kind: 'figure' as const, figure, caption: text(300) },
          })),
        ],
      }
      const what = JSON.stringify(said)
      const render = (format: 'html' | 'csv' | 'json') => client.reports.render({ studyId: 1, document, format })
      const [html, csv, json] = [await render('html'), await render('csv'), await render('json')]
      const files = [
        html,
        csv,
        json,
        (await client.studies.exportBundle({ id: 1, weights: false })).file,
        await client.runs.exportOnnx({ id: 1 }),
      ]
      for (const { name } of files) must(isClean(name), `a file is called ${JSON.stringify(name)}: ${what}`)
      must(!hasElement(await html.text()), `the report has an element of them: ${what}`)
      must(!hasFormula(await csv.text()), `the CSV of the report has a formula: ${what}`)
      JSON.parse(await json.text())
      gunzipSync(Buffer.from(await files[3]!.arrayBuffer()))
    })
    const cells = Array.from({ length: 20 }, () => [hostileText(random, 80)])
    const table = csvText({ columns: [{ title: hostileText(random, 40) }], rows: () => cells })
    must(!hasFormula(table), `the CSV of a chart has a formula: ${JSON.stringify(table.slice(0, 200))}`)
  },
}

/** Whether the name is valid and unambiguous on Windows, macOS and Linux. */
function isClean(name: string): boolean {
  const [stem] = name.split('.') as [string]
  return (
    Buffer.byteLength(name) <= 255 &&
    !/[<>:"/\\|?*\p{C}]/u.test(name) &&
    !/^[.\- ]|[. ]$/.test(name) &&
    !/^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem.trim())
  )
}

const hasElement = (html: string): boolean =>
  /<(script>alert|img src=x|svg onload|b id=evil|i id=evil)/i.test(html) ||
  /\b(href|src)\s*=\s*["']?javascript:/i.test(html)

/** Whether a cell of a CSV, unquoted, starts like a formula and is not a number. */
function hasFormula(csv: string): boolean {
  const cells = csv.match(/"(?:[^"]|"")*"|[^,\r\n]+/g) ?? []
  return cells.some((cell) => {
    const text = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
    return /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text))
  })
}
