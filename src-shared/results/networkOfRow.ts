import { readNetworks } from '#shared/networks/forms/readNetworks.ts'
import { asBuilt, networkFaults } from '#shared/networks/buildable.ts'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import { innerWidth } from '#shared/networks/blocks/bottleneck.ts'
import { ratioOfMultiplier } from '#shared/networks/compatibility.ts'
import { networkSchema, type KernelSide, type Network, type Stage } from '#shared/networks/network.ts'
import { regNetStages, type RegNetParameters } from '#shared/networks/regNet.ts'
import { limits } from '#shared/schema/limits.ts'
import { invalid, type Fault } from '#shared/schema/parseStrictly.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { RowFault, type CellReader } from './cells.ts'
import { lineRoles, type RoleId } from './roles.ts'
import type { ResultRow } from './resultTable.ts'

export interface RowNetwork {
  network: Network
  regNet: RegNetParameters | null
}

/**
 * The network of a row: its description in any known form, its stages, or its RegNet parameters; with both of the
 * latter, the parameters must give the stages. Throws ValueError naming columns and values.
 */
export function networkOfRow(row: ResultRow, reader: CellReader): RowNetwork {
  const whole = reader.whole(row, 'network')
  if (whole !== undefined) return described(whole, row, reader)
  const frame = frameOf(row, reader)
  const depths = reader.list(row, 'depths')
  const regNet = lineOf(row, reader)
  if (depths === undefined && regNet === null) throw new RowFault([{ path: [], said: sentence('noNetworkInRow') }])
  const stages = depths === undefined ? lineStages(regNet!, row, reader) : stagesOf(depths, row, reader)
  const network = asBuiltOrFault({ ...frame, stages }, reader)
  if (regNet && depths !== undefined) requireLine(regNet, network)
  return { network, regNet }
}

function described(whole: unknown, row: ResultRow, reader: CellReader): RowNetwork {
  const form = typeof whole === 'string' && whole.trimStart().startsWith('{') ? parsed(whole, reader) : whole
  const [read] = readNetworks(form)
  const sized = { imageSize: reader.number(row, 'imageSize'), classes: reader.number(row, 'classes') }
  const given = Object.fromEntries(Object.entries(sized).filter(([, value]) => value !== undefined))
  return { network: networkSchema.parse({ ...read!.network, ...given }), regNet: read!.regNet ?? null }
}

function parsed(text: string, reader: CellReader): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new RowFault([{ path: [reader.columnOf('network')], said: sentence('notJsonLine') }])
  }
}

/** All of a network but its stages; what is not given is as in the paper's networks on ImageNet. */
function frameOf(row: ResultRow, reader: CellReader): Omit<Network, 'stages'> {
  const one = <T>(id: RoleId, otherwise: T): T => (reader.one(row, id) as T | undefined) ?? otherwise
  const seRatio = one('seRatio', 0)
  const block = one<Network['block']>('block', seRatio > 0 ? 'y' : 'x')
  return {
    ...{ stem: one<Network['stem']>('stem', 'imagenet'), stemWidth: one('stemWidth', 32) },
    ...{ block: block === 'x' && seRatio > 0 ? 'y' : block, headWidth: one('headWidth', 0), seRatio },
    ...{ classes: one('classes', 1000), imageSize: one('imageSize', 224) },
    ...{ activation: one<Network['activation']>('activation', 'relu'), bnEpsilon: one('bnEpsilon', 1e-5) },
  }
}

function stagesOf(depths: readonly number[], row: ResultRow, reader: CellReader): Stage[] {
  const each = (id: RoleId, otherwise?: number): number[] => {
    const given = reader.list(row, id) ?? (otherwise === undefined ? undefined : [otherwise])
    if (given === undefined) throw new RowFault([{ path: [reader.columnOf(id)], said: sentence('required') }])
    const list = given.length === 1 ? depths.map(() => given[0]!) : given
    if (list.length === depths.length) return list
    const said = sentence('sizesUnlike', { count: list.length, key: reader.columnOf('depths'), stages: depths.length })
    throw new RowFault([{ path: [reader.columnOf(id)], said }])
  }
  const widths = each('widths')
  const ratios = ratiosOf(each, row, reader)
  const strides = each('strides', 2)
  const groups = reader.isMapped('groups') ? each('groups', 1) : undefined
  const groupWidths = reader.isMapped('groupWidths') ? each('groupWidths') : undefined
  const kernels = reader.list(row, 'kernels') === undefined ? undefined : (each('kernels') as KernelSide[])
  return depths.map((depth, i): Stage => {
    const [width, bottleneckRatio] = [widths[i]!, ratios[i]!]
    const inner = Math.max(1, innerWidth(width, bottleneckRatio))
    const groupWidth = groupWidths?.[i] ?? (groups ? inner / groups[i]! : inner)
    if (!Number.isInteger(groupWidth)) {
      const said = sentence('groupsUneven', { groups: groups![i]!, inner })
      throw new RowFault([{ path: [reader.columnOf('groups')], said }])
    }
    const sizes = { depth, width, stride: strides[i]!, bottleneckRatio, groupWidth }
    return kernels ? { ...sizes, kernel: kernels[i]! } : sizes
  })
}

function ratiosOf(each: (id: RoleId, otherwise: number) => number[], row: ResultRow, reader: CellReader): number[] {
  if (reader.list(row, 'bottleneckMultipliers') === undefined) return each('bottleneckRatios', 1)
  return each('bottleneckMultipliers', 1).map(ratioOfMultiplier)
}

/** The RegNet parameters of a row; null if it has none of its own. */
function lineOf(row: ResultRow, reader: CellReader): RegNetParameters | null {
  const [depth, initialWidth, widthSlope, widthMultiplier] = lineRoles.map((id) => reader.number(row, id))
  if (depth === undefined || initialWidth === undefined) return null
  if (widthSlope === undefined || widthMultiplier === undefined) return null
  const single = (id: RoleId): number | undefined => {
    const list = reader.list(row, id)
    return list?.every((value) => value === list[0]) ? list[0] : undefined
  }
  const multiplier = single('bottleneckMultipliers')
  const ratio = multiplier === undefined ? single('bottleneckRatios') : ratioOfMultiplier(multiplier)
  const bottleneckRatio = reader.number(row, 'lineBottleneckRatio') ?? ratio ?? 1
  const groupWidth = reader.number(row, 'lineGroupWidth') ?? single('groupWidths')
  if (groupWidth === undefined) return null
  return { depth, initialWidth, widthSlope, widthMultiplier, bottleneckRatio, groupWidth }
}

function lineStages(regNet: RegNetParameters, row: ResultRow, reader: CellReader): Stage[] {
  const strides = reader.list(row, 'strides') ?? [2]
  const stages = regNetStages(regNet, strides)
  if (stages.length <= limits.stages) return stages
  throw new ValueError(sentence('stagesTooMany', { stages: stages.length, limit: limits.stages }))
}

function asBuiltOrFault(network: Network, reader: CellReader): Network {
  const columns: Readonly<Record<keyof Stage, RoleId>> = {
    ...{ depth: 'depths', width: 'widths', stride: 'strides', groupWidth: 'groupWidths', kernel: 'kernels' },
    bottleneckRatio: reader.isMapped('bottleneckMultipliers') ? 'bottleneckMultipliers' : 'bottleneckRatios',
  }
  const faults = networkFaults(network, (size, stage): Pick<Fault, 'path' | 'value'> => ({
    path: [reader.columnOf(columns[size])],
    value: String(network.stages[stage]![size]),
  }))
  if (!blocks[network.block].squeezeExcitation && network.seRatio > 0) {
    const said = sentence('excitationUseless', { value: network.seRatio, block: network.block })
    faults.push({ path: [reader.columnOf('seRatio')], said })
  }
  if (faults.length > 0) throw new RowFault(faults)
  // Equal networks are stored as equal texts.
  return networkSchema.parse(asBuilt(network))
}

/** Throws unless the parameters give the network's stages. */
function requireLine(regNet: RegNetParameters, network: Network): void {
  const line = regNetStages(regNet)
  const isSame =
    line.length === network.stages.length &&
    line.every(({ depth, width }, i) => depth === network.stages[i]!.depth && width === network.stages[i]!.width)
  if (isSame) return
  const widths = line.map(({ width }) => width).join(' ')
  throw new ValueError(invalid('RegNet', [{ path: [], said: sentence('lineOfOther', { widths }) }]))
}
