/** Screens of a study; each stands under `/study/:studyId/` and as an entry of the rail. */
export const studyScreens = ['spaces', 'population', 'monitor', 'explore', 'compare', 'refine'] as const
export type StudyScreen = (typeof studyScreens)[number]
