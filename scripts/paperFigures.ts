/**
 * Writes what a study shows of the paper's figures into docs/paper.md, or prints it.
 *
 *   node scripts/paperFigures.ts [--write]
 *   node scripts/paperFigures.ts --cifar cifarSpaces --recipes cifarRecipes --regimes cifarRegimes --variants cifarVariants \
 *     --order cifarOrder --sizes cifarSizes --epochs cifarEpochs [--write]
 *
 * The first is of the study that comes with the bench, the second of the studies of CIFAR-10, each a folder or a .regbench file;
 * what needs one that is not given stays as it is. A population that is not whole is left out.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { FigureInput } from '#shared/figures/figureInput.ts'
import { readFigureSource } from '#main/hosts/cli/readFigureSource.ts'
import { figureInput } from '#main/reports/figureInput.ts'
import { withParts } from './paper/paperSections.ts'
import { paperParts } from './paper/rows.ts'
import { sampleInput } from './sampleInput.ts'

const { values: given } = parseArgs({
  options: {
    cifar: { type: 'string' },
    recipes: { type: 'string' },
    regimes: { type: 'string' },
    variants: { type: 'string' },
    order: { type: 'string' },
    sizes: { type: 'string' },
    epochs: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})

const read = async (place: string | undefined): Promise<FigureInput | undefined> =>
  place === undefined
    ? undefined
    : figureInput(await readFigureSource(place, { name: undefined, populations: undefined, language: 'en' }))

const entry = given.cifar === undefined ? 'sample' : 'cifar'
const parts = paperParts({
  spaces: (await read(given.cifar)) ?? sampleInput(),
  recipes: await read(given.recipes),
  regimes: await read(given.regimes),
  variants: await read(given.variants),
  order: await read(given.order),
  sizes: await read(given.sizes),
  epochs: await read(given.epochs),
})
const file = join(import.meta.dirname, '../docs/paper.md')
if (given.write) writeFileSync(file, withParts(readFileSync(file, 'utf8'), entry, parts))
else for (const [number, said] of parts) console.log([`Figure ${number}`, ...said].join('\n  '))
