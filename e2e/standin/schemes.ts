/**
 * Chromium supports only its own schemes, so a page at app://host/ is served at https://host.app.test/, without the
 * shell's knowledge.
 */
const ending = '.app.test'

export const toWeb = (url: string): string => url.replace(/^app:\/\/([^/]+)/, `https://$1${ending}`)
export const fromWeb = (url: string): string => url.replace(/^https:\/\/([^/]+?)\.app\.test(?=[/:?#]|$)/, 'app://$1')

/** Rewrites a script that checks for the desktop window's scheme to check for the scheme used here. */
export const scriptForWeb = (script: string): string => script.replaceAll(/([`'"])app:\1/g, '$1https:$1')
