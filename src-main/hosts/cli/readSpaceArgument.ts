import { existsSync } from 'node:fs'
import { z } from 'zod'
import { stageCounts, type DesignSpace } from '#shared/designspaces/designSpace.ts'
import { presetIds, scales, scaleSpace, type ScaleId } from '#shared/designspaces/presets.ts'
import { isPyclsSweep, readPyclsSweep } from '#shared/designspaces/pyclsSweep.ts'
import { spaceOfNetwork } from '#shared/designspaces/spaceOfNetwork.ts'
import { readNetworks } from '#shared/networks/forms/readNetworks.ts'
import { findPublished } from '#shared/networks/published/publishedNetworks.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { spaceOfEntry } from '#shared/studyFiles/studyFile.ts'
import { t } from '#main/hosts/process/language.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { readInput } from './readInput.ts'

/** Help text of an argument that names a design space. */
export const spaceArgumentHelp =
  `design space: ${presetIds.join(', ')}, or a JSON or YAML file of one as a study's spaces has it, or of a ` +
  'sweep of pycls; or a network, as describe reads it, for the space that holds it alone'

/** What to draw from, with the options that it determines. */
interface Asked {
  space: DesignSpace
  count?: number | undefined
  seed?: number
  imageSize?: number
  classes?: number
}

/**
 * The design space of a preset name, a file, an entry of a study's `spaces`, a pycls sweep, or a network; `scale`
 * applies to spaces based on a preset.
 */
export async function readSpaceArgument(name: string, scale: ScaleId | undefined): Promise<Asked> {
  const isFile = /\.(json|jsonl|ya?ml)$/i.test(name) || name === '-' || existsSync(name)
  const given = isFile ? await readInput(name) : name
  if (isPyclsSweep(given)) return readPyclsSweep(given)
  if (findPublished(name) || !isSpace(given)) return spaceOfGiven(given, name)
  const entry = parseStrictly(z.union([z.string(), z.record(z.string(), z.unknown())]), given, 'space')
  const isWhole = typeof entry === 'object' && !('base' in entry)
  const space = spaceOfEntry(entry, scale)
  return { space: isWhole && scale !== undefined ? scaleSpace(space, scales[scale]) : space }
}

/** Whether this is meant as a preset's name or a design space, valid or not, rather than a network. */
function isSpace(given: unknown): boolean {
  if (typeof given === 'string') return findPublished(given) === undefined
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false
  return ['parameters', 'base', 'constraints', 'stemWidth'].some((key) => key in given) && !('stages' in given)
}

function spaceOfGiven(given: unknown, name: string): Asked {
  const [described, second] = readNetworks(given)
  if (!described || second) throw new UserError(t('terminal.severalNetworksOrSpace', { file: name }))
  const { network } = described
  const space = spaceOfNetwork(network, described.name)
  if (!space) throw new UserError(t('terminal.noSpaceHolds', { file: name, most: stageCounts.at(-1)! }))
  return { space, count: 1, imageSize: network.imageSize, classes: network.classes }
}
