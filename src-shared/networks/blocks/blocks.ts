import type { BlockId } from '#shared/networks/network.ts'
import type { Block } from './block.ts'
import { linearBlock, rBlock, xBlock, yBlock } from './bottleneck.ts'
import { mbconvBlock } from './mbconv.ts'
import { basicBlock, vanillaBlock, vBlock, vrBlock } from './plain.ts'

/** All block types by stable id. To add one: write its file, add its id to network.ts and a line here. */
export const blocks: Record<BlockId, Block> = {
  x: xBlock,
  y: yBlock,
  r: rBlock,
  v: vBlock,
  vr: vrBlock,
  vanilla: vanillaBlock,
  basic: basicBlock,
  linear: linearBlock,
  mbconv: mbconvBlock,
}
