/** Screens of a study; each stands under `/study/:studyId/` and as an entry of the rail. */
export const studyScreens = ['spaces', 'population', 'monitor', 'explore', 'compare', 'refine'] as const
export type StudyScreen = (typeof studyScreens)[number]
/** The screens with an entry in the rail; each is named by a text of that name in `shell`. */
export type RailScreen = StudyScreen | 'home' | 'network' | 'data' | 'reports' | 'settings'
