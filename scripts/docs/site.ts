import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vitepress'
import { galleryCharts } from './gallery.ts'
import { writeApi } from './api.ts'
import { jsonSchemas } from './schemas.ts'

/** Builds the site of docs/ into out/docs: chart gallery and API from the code, then the pages. Needs no network. */
const docs = join(import.meta.dirname, '../../docs')
writeGallery(join(docs, 'gallery'))
await writeApi(join(docs, 'api'))
await build(docs)
for (const name of jsonSchemas().keys()) cpSync(join(docs, 'schemas', name), join(docs, '../out/docs/schemas', name))
process.stdout.write('The site is in out/docs; npx vite preview --outDir out/docs serves it.\n')

function writeGallery(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const charts = galleryCharts()
  for (const { id, svg } of charts) writeFileSync(join(folder, `${id}.svg`), svg)
  const parts = charts.map(
    ({ id, title, caption, source }) =>
      `## ${title}\n\n![${title}](./${id}.svg)\n\n${caption} \`src-shared/charts/${source}\``,
  )
  const head =
    'Every kind of chart that the window and reports draw, by the functions that draw them there, from the runs of the study that comes with the bench.'
  writeFileSync(join(folder, 'index.md'), `# Chart gallery\n\n${head}\n\n${parts.join('\n\n')}\n`)
}
