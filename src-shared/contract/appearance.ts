/** The themes of a window: the system's, or a fixed one. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
