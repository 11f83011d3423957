import { expect, it } from 'vitest'
import { firstCudaCard, nvidiaCardsIn } from './nvidiaCards.ts'

const alike = nvidiaCardsIn(
  '0, GPU-aa11, NVIDIA H200, 580.95.05, 143771, Disabled\n1, GPU-aa22, NVIDIA H200, 580.95.05, 11019, Disabled\n',
)
const mixed = nvidiaCardsIn(
  '0, GPU-cc, NVIDIA T400, 550.54, 1800, [N/A]\n1, GPU-dd, NVIDIA RTX A6000, 550.54, 48000, [N/A]\n',
)

it('reads the cards of nvidia-smi', () => {
  expect(alike).toEqual([
    { index: 0, uuid: 'GPU-aa11', name: 'NVIDIA H200', driver: '580.95.05', freeBytes: 143_771 * 2 ** 20 },
    { index: 1, uuid: 'GPU-aa22', name: 'NVIDIA H200', driver: '580.95.05', freeBytes: 11_019 * 2 ** 20 },
  ])
  expect(mixed).toHaveLength(2)
  for (const output of ['', 'No devices were found\n', 'NVIDIA-SMI has failed because …\n'])
    expect(nvidiaCardsIn(output)).toEqual([])
})

it('knows no free memory of a divided card, or without permission', () => {
  const line = (free: string, mig: string) => nvidiaCardsIn(`0, GPU-ee, NVIDIA H200, 580.95, ${free}, ${mig}\n`)
  expect(line('143771', 'Enabled')).toMatchObject([{ freeBytes: null }])
  expect(line('[Insufficient Permissions]', '[N/A]')).toMatchObject([{ freeBytes: null }])
})

it.each([
  [alike, {}, 'GPU-aa11'],
  [alike, { CUDA_VISIBLE_DEVICES: '1' }, 'GPU-aa22'],
  [alike, { CUDA_VISIBLE_DEVICES: '1,0' }, 'GPU-aa22'],
  [alike, { CUDA_VISIBLE_DEVICES: 'GPU-aa2' }, 'GPU-aa22'],
  [alike, { CUDA_VISIBLE_DEVICES: 'GPU-aa' }, null],
  [alike, { CUDA_VISIBLE_DEVICES: 'MIG-aa11' }, null],
  [alike, { CUDA_VISIBLE_DEVICES: '2' }, null],
  [alike, { CUDA_VISIBLE_DEVICES: '' }, null],
  [alike, { CUDA_VISIBLE_DEVICES: '-1' }, null],
  [mixed, {}, null],
  [mixed, { CUDA_VISIBLE_DEVICES: '1' }, null],
  [mixed, { CUDA_DEVICE_ORDER: 'PCI_BUS_ID' }, 'GPU-cc'],
  [mixed, { CUDA_DEVICE_ORDER: 'PCI_BUS_ID', CUDA_VISIBLE_DEVICES: '1' }, 'GPU-dd'],
  [mixed, { CUDA_VISIBLE_DEVICES: 'GPU-dd,GPU-cc' }, 'GPU-dd'],
  [[], {}, null],
])('of %o, CUDA takes under %o: %s', (cards, env, uuid) => {
  expect(firstCudaCard(cards, env)?.uuid ?? null).toBe(uuid)
})
