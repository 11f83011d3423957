import { expect, it } from 'vitest'
import { deviceOf, nvidiaDeviceOf, vulkanDriverOf, vulkanDriversIn, windowsDeviceIn } from './device.ts'

it('is the card that CUDA takes, or all if that cannot be told', () => {
  const card = (index: number, name: string) => ({
    index,
    uuid: `GPU-${index}`,
    name,
    driver: '550.54',
    freeBytes: null,
  })
  const cards = [card(0, 'NVIDIA T400'), card(1, 'NVIDIA RTX A6000')]
  const [driver, env] = ['550.54', { CUDA_VISIBLE_DEVICES: 'GPU-1' }]
  expect(nvidiaDeviceOf(cards, env)).toEqual({ adapter: 'NVIDIA RTX A6000', driver })
  expect(nvidiaDeviceOf(cards, {})).toEqual({ adapter: 'NVIDIA T400, NVIDIA RTX A6000', driver })
  expect(nvidiaDeviceOf([], {})).toBeNull()
})

it('reads one video controller of Windows, or all', () => {
  const intel = { Name: 'Intel(R) UHD Graphics 770', DriverVersion: '31.0.101.4502' }
  const nvidia = { Name: 'NVIDIA GeForce RTX 4090', DriverVersion: '32.0.15.6094' }
  expect(windowsDeviceIn(JSON.stringify(intel))).toEqual({ adapter: intel.Name, driver: intel.DriverVersion })
  expect(windowsDeviceIn(JSON.stringify([intel, nvidia, { Name: null }]))).toEqual({
    adapter: `${intel.Name}, ${nvidia.Name}`,
    driver: `${intel.DriverVersion}, ${nvidia.DriverVersion}`,
  })
  expect(windowsDeviceIn('[]')).toBeNull()
})

it('finds the Vulkan drivers that a process has loaded, and their versions', () => {
  const line = (path: string) => `7f1c2a000000-7f1c2a200000 r-xp 00000000 08:01 1234    ${path}`
  const mesa = '/usr/lib/x86_64-linux-gnu/libvulkan_radeon.so'
  const nvidia = '/usr/lib/x86_64-linux-gnu/libGLX_nvidia.so.550.54.14'
  const maps = [mesa, '/usr/lib/x86_64-linux-gnu/libvulkan.so.1.3.239', nvidia, mesa, '[heap]'].map(line).join('\n')
  expect(vulkanDriversIn(maps)).toEqual([nvidia, mesa])
  const read = () => Buffer.from('\0Mesa Project\0…Mesa 25.0.7-2~bpo12+1 (LLVM 15.0\0')
  expect([nvidia, mesa].map((path) => vulkanDriverOf(path, read))).toEqual([
    'NVIDIA 550.54.14',
    'Mesa 25.0.7-2~bpo12+1 radeon',
  ])
  expect(vulkanDriverOf('/opt/libvulkan_own.so', () => Buffer.from('no version'))).toBe('own')
})

it('knows no device of the CPU', async () => {
  expect(await deviceOf('cpu')).toBeNull()
})
