/**
 * Chromium knows no scheme but its own: a page at app://host/ is served at https://host.app.test/, of which the shell
 * never learns.
 */
const ending = '.app.test'

export const toWeb = (url: string): string => url.replace(/^app:\/\/([^/]+)/, `https://$1${ending}`)
export const fromWeb = (url: string): string => url.replace(/^https:\/\/([^/]+?)\.app\.test(?=[/:?#]|$)/, 'app://$1')

/** A script that asks whether it is in the desktop's window finds there the scheme that it has here. */
export const scriptForWeb = (script: string): string => script.replaceAll(/([`'"])app:\1/g, '$1https:$1')
