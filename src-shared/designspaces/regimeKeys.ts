/** What a study can vary on purpose beside its spaces, in the order in which names tell it. */
export const regimeKeys = ['flops', 'imageSize', 'epochs'] as const
export type RegimeKey = (typeof regimeKeys)[number]
