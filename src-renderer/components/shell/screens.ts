/** Screens of a study; each has a route under `/study/:studyId/` and an entry in the rail. */
export const studyScreens = ['spaces', 'population', 'monitor', 'explore', 'compare', 'refine'] as const
export type StudyScreen = (typeof studyScreens)[number]
/** The screens with an entry in the rail; each is labelled by the text of the same name in `shell`. */
export type RailScreen = StudyScreen | 'home' | 'network' | 'time' | 'data' | 'figures' | 'reports' | 'settings'
