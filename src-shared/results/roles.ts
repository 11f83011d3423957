import { z } from 'zod'
import { activationIds, blockIds, kernelSchema, stemIds } from '#shared/networks/network.ts'
import { regNetValues } from '#shared/networks/forms/values.ts'
import { limits } from '#shared/schema/limits.ts'
import { recipeRoles } from './recipeRoles.ts'
import type { Role } from './role.ts'

const count = z.int().min(1)
const width = count.max(limits.width)
const percent = z.number()
const text = z.string()

const role = (given: Role): Role => given

/** Every meaning of a column by its id, in the order of the screens. Ids are stored: never rename one. */
export const roles = {
  network: role({ kind: 'whole', schema: z.unknown(), part: 'sizes', names: ['network', 'model', 'cfg', 'config'] }),
  depths: role({
    kind: 'perStage',
    schema: count.max(limits.stageDepth),
    part: 'sizes',
    names: ['depths', 'ds', 'netds'],
  }),
  widths: role({ kind: 'perStage', schema: width, part: 'sizes', names: ['widths', 'ws', 'netws'] }),
  bottleneckRatios: role({
    ...{ kind: 'perStage', schema: regNetValues.bottleneckRatio, part: 'sizes' },
    names: ['bottleneckratios', 'bottleneckratio', 'bs', 'b'],
  }),
  bottleneckMultipliers: role({
    ...{ kind: 'perStage', schema: z.number().positive(), part: 'sizes' },
    names: ['botmuls', 'botmul', 'netbotmuls', 'bottleratio', 'bottleratios'],
  }),
  groupWidths: role({
    ...{ kind: 'perStage', schema: count, part: 'sizes' },
    names: ['groupwidths', 'groupwidth', 'groupws', 'groupw', 'gs', 'groupsize', 'g'],
  }),
  groups: role({ kind: 'perStage', schema: count, part: 'sizes', names: ['groups', 'numgs', 'netnumgs'] }),
  strides: role({ kind: 'perStage', schema: count.max(4), part: 'sizes', names: ['strides', 'ss', 'netss'] }),
  kernels: role({ kind: 'perStage', schema: kernelSchema, part: 'sizes', names: ['kernels', 'ks'] }),
  depth: role({ kind: 'one', schema: regNetValues.depth, part: 'line', names: ['d', 'depth'] }),
  initialWidth: role({ kind: 'one', schema: regNetValues.initialWidth, part: 'line', names: ['w0', 'initialwidth'] }),
  widthSlope: role({ kind: 'one', schema: regNetValues.widthSlope, part: 'line', names: ['wa', 'widthslope'] }),
  widthMultiplier: role({
    ...{ kind: 'one', schema: regNetValues.widthMultiplier, part: 'line' },
    names: ['wm', 'widthmultiplier'],
  }),
  /** The drawn ratio and group width of a RegNet, where those beside them are the built ones of each stage. */
  lineBottleneckRatio: role({
    ...{ kind: 'one', schema: regNetValues.bottleneckRatio, part: 'line' },
    names: ['linebottleneckratio'],
  }),
  lineGroupWidth: role({ kind: 'one', schema: regNetValues.groupWidth, part: 'line', names: ['linegroupwidth'] }),
  stem: role({ kind: 'one', schema: z.enum(stemIds), part: 'frame', names: ['stem', 'stemtype'] }),
  stemWidth: role({ kind: 'one', schema: width, part: 'frame', names: ['stemwidth', 'stemw'] }),
  block: role({ kind: 'one', schema: z.enum(blockIds), part: 'frame', names: ['block', 'blocktype', 'netblocktype'] }),
  seRatio: role({ kind: 'one', schema: z.number().min(0).max(1), part: 'frame', names: ['seratio', 'ser'] }),
  activation: role({ kind: 'one', schema: z.enum(activationIds), part: 'frame', names: ['activation', 'actlayer'] }),
  headWidth: role({ kind: 'one', schema: z.int().min(0), part: 'frame', names: ['headwidth', 'headw', 'numfeatures'] }),
  bnEpsilon: role({ kind: 'one', schema: z.number().positive(), part: 'frame', names: ['bnepsilon', 'bneps'] }),
  imageSize: role({
    ...{ kind: 'one', schema: z.int().min(8).max(1024), part: 'frame' },
    names: ['imagesize', 'imsize', 'resolution'],
  }),
  classes: role({ kind: 'one', schema: z.int().min(2), part: 'frame', names: ['classes', 'numclasses'] }),

  error: role({
    ...{ kind: 'one', schema: percent, part: 'result' },
    names: [
      ...[
        'testemaepochmintop1err',
        'testepochmintop1err',
        'mintesttop1',
        'errorpercent',
        'error',
        'top1error',
        'top1err',
      ],
      ...['valerror', 'validationerror', 'testerror', 'err', 'testeptop1', 'testtop1', 'top1'],
      ...['accuracy', 'acc', 'top1accuracy', 'top1acc', 'valacc', 'valaccuracy', 'testacc', 'testaccuracy', 'acc1'],
    ],
  }),
  top5: role({
    ...{ kind: 'one', schema: percent, part: 'result' },
    names: [
      'top5errorpercent',
      'testemaepochmintop5err',
      'testepochmintop5err',
      'top5error',
      'top5err',
      'top5',
      'acc5',
    ],
  }),
  errorCurve: role({
    ...{ kind: 'perEpoch', schema: percent, part: 'result' },
    names: ['errorcurve', 'testemaepochtop1err', 'testepochtop1err', 'testeptop1'],
  }),
  epochs: role({
    ...{ kind: 'one', schema: count.max(limits.epochs), part: 'result' },
    names: ['epochs', 'maxepoch', 'cfgoptimmaxepoch', 'optimmaxep', 'maxep'],
  }),
  status: role({
    ...{ kind: 'one', schema: z.enum(['finished', 'diverged', 'failed', 'dropped']), part: 'result' },
    names: ['status', 'state'],
  }),
  seed: role({ kind: 'one', schema: z.int().min(0), part: 'result', names: ['seed', 'rngseed', 'cfgrngseed'] }),

  ...recipeRoles,

  space: role({ kind: 'one', schema: text, part: 'labels', names: ['space', 'designspace'] }),
  population: role({ kind: 'one', schema: text, part: 'labels', names: ['population', 'part', 'group', 'sweep'] }),
  tags: role({ kind: 'one', schema: text, part: 'labels', names: ['tags', 'tag', 'labels'] }),
  note: role({ kind: 'one', schema: text, part: 'labels', names: ['note', 'notes', 'comment'] }),
  exclusion: role({ kind: 'one', schema: text, part: 'labels', names: ['exclusion', 'excluded'] }),

  flops: role({ kind: 'one', schema: z.number().min(0), part: 'checks', names: ['flops', 'complexityflops'] }),
  parameters: role({
    ...{ kind: 'one', schema: z.number().min(0), part: 'checks' },
    names: ['parameters', 'params', 'complexityparams'],
  }),
  activations: role({
    ...{ kind: 'one', schema: z.number().min(0), part: 'checks' },
    names: ['activations', 'acts', 'complexityacts'],
  }),
}
export type RoleId = keyof typeof roles
export const roleIds = Object.keys(roles) as RoleId[]

/** The RegNet parameters that only a complete set of makes a network. */
export const lineRoles = ['depth', 'initialWidth', 'widthSlope', 'widthMultiplier'] as const satisfies RoleId[]
