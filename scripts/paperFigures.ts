/**
 * Writes what a study shows of the paper's figures into the table of docs/paper.md, or prints it.
 *
 *   node scripts/paperFigures.ts [--write]
 *   node scripts/paperFigures.ts --cifar cifarSpaces --recipes cifarRecipes --regimes cifarRegimes --variants cifarVariants \
 *     --order cifarOrder --sizes cifarSizes [--write]
 *
 * The first is the column of the study that comes with the bench, the second that of the studies of CIFAR-10, each a folder or
 * a .regbench file; what needs one that is not given keeps its cell. A population that is not whole is left out.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { FigureInput } from '#shared/figures/figureInput.ts'
import { readFigureSource } from '#main/hosts/cli/readFigureSource.ts'
import { figureInput } from '#main/reports/figureInput.ts'
import { paperCells } from './paper/rows.ts'
import { withCells } from './paper/paperTable.ts'
import { sampleInput } from './sampleInput.ts'

const { values: given } = parseArgs({
  options: {
    cifar: { type: 'string' },
    recipes: { type: 'string' },
    regimes: { type: 'string' },
    variants: { type: 'string' },
    order: { type: 'string' },
    sizes: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})

const read = async (place: string | undefined): Promise<FigureInput | undefined> =>
  place === undefined
    ? undefined
    : figureInput(await readFigureSource(place, { name: undefined, populations: undefined, language: 'en' }))

const column = given.cifar === undefined ? 'sample' : 'cifar'
const cells = paperCells({
  spaces: (await read(given.cifar)) ?? sampleInput(),
  recipes: await read(given.recipes),
  regimes: await read(given.regimes),
  variants: await read(given.variants),
  order: await read(given.order),
  sizes: await read(given.sizes),
})
const file = join(import.meta.dirname, '../docs/paper.md')
if (given.write) writeFileSync(file, withCells(readFileSync(file, 'utf8'), column, cells))
else for (const [number, cell] of cells) console.log(`${number}: ${cell}`)
