import { firstCudaCard, nvidiaCards } from '../process/nvidiaCards.ts'

/**
 * Free memory of a provider's device in bytes: that of the card in use, as NVIDIA's driver tells, for CUDA; null if it
 * does not tell, and for other providers, which do not say which card they chose.
 */
export async function freeDeviceBytes(provider: string): Promise<number | null> {
  if (provider !== 'cuda') return null
  const cards = await nvidiaCards().catch(() => [])
  return firstCudaCard(cards, process.env)?.freeBytes ?? null
}
