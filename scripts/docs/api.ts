import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Application, type TypeDocOptions } from 'typedoc'
import type { PluginOptions } from 'typedoc-plugin-markdown'

const root = join(import.meta.dirname, '../..')

/** Writes the reference of the science's modules as Markdown to `folder`. Throws where TypeDoc finds errors. */
export async function writeApi(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  const options: Partial<TypeDocOptions & PluginOptions> = {
    entryPoints: [join(root, 'src-shared/science/*.ts')],
    tsconfig: join(root, 'src-shared/science/tsconfig.json'),
    plugin: ['typedoc-plugin-markdown'],
    name: 'API of the science',
    readme: 'none',
    entryFileName: 'index',
    hideBreadcrumbs: true,
    hidePageHeader: true,
    useCodeBlocks: true,
    disableSources: true,
    excludeExternals: true,
    out: folder,
    router: 'module',
    logLevel: 'Error',
  }
  const app = await Application.bootstrapWithPlugins(options)
  const project = await app.convert()
  if (!project || app.logger.hasErrors()) throw new Error('The API could not be read: see above.')
  await app.generateOutputs(project)
}
