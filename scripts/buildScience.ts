import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { sciencePackage, type ProjectPackage } from './sciencePackage.ts'

/**
 * Writes the science as an npm package to out/science: modules by Vite, declarations by tsc, and a package.json of its
 * own. Node runs no TypeScript below node_modules, so the sources cannot be published as they are.
 */
const root = join(import.meta.dirname, '..')
const out = join(root, 'out/science')
const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as ProjectPackage

rmSync(out, { recursive: true, force: true })
await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir: out,
    target: 'node24',
    rolldownOptions: {
      input: Object.fromEntries(
        Object.entries(project.exports).map(([name, path]) => [name.slice(2), join(root, path)]),
      ),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
    },
  },
})
const tsc = join(root, 'node_modules/typescript/bin/tsc')
const { status } = spawnSync(process.execPath, [tsc, '-p', 'src-shared/science'], { cwd: root, stdio: 'inherit' })
if (status !== 0) process.exit(1)
writeFileSync(join(out, 'package.json'), `${JSON.stringify(sciencePackage(project), null, 2)}\n`)
cpSync(join(root, 'LICENSE'), join(out, 'LICENSE'))
cpSync(join(root, 'docs/science.md'), join(out, 'README.md'))
process.stdout.write(`The package is in ${out}; npm pack ${out} makes its archive.\n`)
