import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vitepress'
import type { FigureInput } from '#shared/figures/figureInput.ts'
import { galleryCharts, galleryFigures, type GalleryChart } from './gallery.ts'
import { writeApi } from './api.ts'
import { inspectedSampleInput } from './inspectedSample.ts'
import { jsonSchemas } from '#main/hosts/cli/jsonSchemas.ts'

/** Builds the site of docs/ into out/docs: chart gallery and API from the code, then the pages. Needs no network. */
const docs = join(import.meta.dirname, '../../docs')
writeGallery(join(docs, 'gallery'), await inspectedSampleInput())
await writeApi(join(docs, 'api'))
await build(docs)
for (const name of jsonSchemas().keys()) cpSync(join(docs, 'schemas', name), join(docs, '../out/docs/schemas', name))
process.stdout.write('The site is in out/docs; npx vite preview --outDir out/docs serves it.\n')

function writeGallery(folder: string, input: FigureInput): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const [figures, charts] = [galleryFigures(input), galleryCharts()]
  for (const { id, svg } of [...figures, ...charts]) writeFileSync(join(folder, `${id}.svg`), svg)
  const part = ({ id, title, caption, source }: GalleryChart) =>
    `### ${title}\n\n![${title}](./${id}.svg)\n\n${caption}\n\n\`${source}\``
  const parts = ['## Figures', ...figures.map(part), '## Charts of the window', ...charts.map(part)]
  const head =
    'Every [figure](../figures.md) of the table and the other charts of the window, drawn by the functions that draw them in the program, from the runs of the study that comes with the bench.'
  writeFileSync(join(folder, 'index.md'), `# Chart gallery\n\n${head}\n\n${parts.join('\n\n')}\n`)
}
