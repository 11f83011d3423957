import { toNeutralForm } from '#shared/networks/neutralForm.ts'
import type { Network } from '#shared/networks/network.ts'
import type { RegNetParameters } from '#shared/networks/regNet.ts'

/** The network sections of a pycls configuration, which readPycls reads back to the same network. */
export interface PyclsNetwork {
  MODEL: Record<string, unknown>
  REGNET?: Record<string, unknown>
  ANYNET?: Record<string, unknown>
  EN?: Record<string, unknown>
  BN: { EPS: number }
  TRAIN: { IM_SIZE: number }
  TEST: { IM_SIZE: number }
}

/**
 * The sections of a pycls configuration that describe a network: a regnet if its parameters are given (all strides then
 * have to be equal), an effnet for mbconv, and else an anynet. Blocks v and vr keep this program's names, which pycls
 * does not know.
 */
export function pyclsNetwork(network: Network, regNet: RegNetParameters | null): PyclsNetwork {
  const { classes, imageSize, bnEpsilon, activation, seRatio } = network
  return {
    MODEL: { TYPE: typeOf(network, regNet), NUM_CLASSES: classes, ACTIVATION_FUN: activation },
    ...sectionOf(network, regNet, seRatio),
    BN: { EPS: bnEpsilon },
    TRAIN: { IM_SIZE: imageSize },
    TEST: { IM_SIZE: imageSize },
  }
}

const isLine = ({ stages }: Network, regNet: RegNetParameters | null): regNet is RegNetParameters =>
  regNet !== null && stages.every(({ stride }) => stride === stages[0]!.stride)

function typeOf(network: Network, regNet: RegNetParameters | null): 'regnet' | 'anynet' | 'effnet' {
  if (network.block === 'mbconv') return 'effnet'
  return isLine(network, regNet) ? 'regnet' : 'anynet'
}

function sectionOf(
  network: Network,
  regNet: RegNetParameters | null,
  seRatio: number,
): Pick<PyclsNetwork, 'REGNET' | 'ANYNET' | 'EN'> {
  const form = toNeutralForm(network)
  const sizes = { DEPTHS: form.depths, WIDTHS: form.widths, STRIDES: form.strides }
  if (network.block === 'mbconv') {
    const frame = { STEM_W: form.stem_w, HEAD_W: form.head_w, SE_R: seRatio }
    return { EN: { ...frame, ...sizes, EXP_RATIOS: form.bot_muls, KERNELS: form.kernels } }
  }
  const frame = {
    ...{ STEM_TYPE: form.stem_type, STEM_W: form.stem_w, BLOCK_TYPE: form.block_type, HEAD_W: form.head_w },
    ...{ SE_ON: seRatio > 0, ...(seRatio > 0 && { SE_R: seRatio }) },
  }
  if (!isLine(network, regNet))
    return { ANYNET: { ...frame, ...sizes, BOT_MULS: form.bot_muls ?? [], GROUP_WS: form.group_ws ?? [] } }
  const { depth: DEPTH, initialWidth: W0, widthSlope: WA, widthMultiplier: WM, groupWidth: GROUP_W } = regNet
  const STRIDE = form.strides[0]
  return { REGNET: { ...frame, STRIDE, DEPTH, W0, WA, WM, GROUP_W, BOT_MUL: 1 / regNet.bottleneckRatio } }
}
