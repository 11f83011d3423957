import { expect, it } from 'vitest'
import { deviceOf, nvidiaDeviceIn, vulkanDriverOf, vulkanDriversIn, windowsDeviceIn } from './device.ts'

it.each([
  ['NVIDIA H200, 580.95.05\nNVIDIA H200, 580.95.05\n', { adapter: 'NVIDIA H200', driver: '580.95.05' }],
  ['No devices were found\n', null],
  ['', null],
])('reads %j of nvidia-smi', (output, device) => {
  expect(nvidiaDeviceIn(output)).toEqual(device)
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
