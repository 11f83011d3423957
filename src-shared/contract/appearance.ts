/** The themes that a window can have: the system's, or one of its own. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
