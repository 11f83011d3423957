import { readDeclarations, type DeclaredType } from './declarations.ts'
import { destroyed, orderOfLoading, shutdownIsHeard } from './rules.ts'
import { defaultAnswers, takeSignals } from './defaultAnswers.ts'

/** A recorded call of Electron: `what` is a member like "App.quit", or "new BrowserWindow". */
export interface ElectronCall {
  what: string
  of: unknown
  with: unknown[]
}

type Listener = (...given: unknown[]) => unknown
type Answer = (...given: never[]) => unknown
interface State {
  type: string
  listeners: { event: string; listener: Listener; once: boolean }[]
  /** The events for which listeners were added, in order. */
  added: string[]
  set: Map<string, unknown>
  /** The object's state, as far as its members show it. */
  now: { isLoading: boolean; isDestroyed: boolean }
}

const declarations = readDeclarations()
const emitterMethods = ['on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners', 'emit']
const emitters = ['NodeJS.EventEmitter', 'NodeEventEmitter']

/** All calls since the last reset, in order. */
export const calls: ElectronCall[] = []
const answers = new Map<string, Answer>()
const states = new WeakMap<object, State>()
const shared = new Map<string, object>()

/** Forgets all calls, listeners, values and answers. */
export function resetElectron(): void {
  calls.length = 0
  answers.clear()
  for (const value of shared.values()) {
    const state = states.get(value)
    state?.listeners.splice(0)
    state?.added.splice(0)
    state?.set.clear()
  }
  takeSignals.reset()
}

/** Makes a member like "Dialog.showMessageBox" answer with `give` from now on; for a property it gets no arguments. */
export function answer(what: string, give: Answer): void {
  const [type = '', name = ''] = what.split('.')
  if (!memberOf(type, name) && !staticOf(type, name)) throw undeclared(what)
  answers.set(what, give)
}

/** The arguments of each call of a member. */
export const givenTo = (what: string): unknown[][] => calls.filter((a) => a.what === what).map((a) => a.with)

/** The objects created of a class, in order. */
export const made = (type: string): unknown[] => calls.filter(({ what }) => what === `new ${type}`).map(({ of }) => of)

/** Emits an event on an object of Electron; returns the listeners' results. */
export function happens(object: unknown, event: string, ...given: unknown[]): unknown[] {
  const { type, listeners, added, set, now } = states.get(object as object)!
  if (!hasEvent(type, event)) throw undeclared(`${type} event '${event}'`)
  if (type === 'PowerMonitor' && event === 'shutdown' && !shutdownIsHeard(added)) return []
  if (type === 'WebContents')
    now.isLoading = orderOfLoading.find((step) => step.event === event)?.isLoadingMainFrame ?? now.isLoading
  if (type === 'BrowserWindow' && event === 'closed') {
    now.isDestroyed = true
    const contents = states.get(set.get('webContents') as object)
    if (contents) contents.now.isDestroyed = true
  }
  return listeners
    .filter((entry) => entry.event === event)
    .map((entry) => {
      if (entry.once) listeners.splice(listeners.indexOf(entry), 1)
      return entry.listener(...given)
    })
}

/** The events that an object has listeners for, in the order of their addition. */
export const listenedTo = (object: unknown): string[] =>
  states.get(object as object)!.listeners.map(({ event }) => event)

/** The module 'electron': exactly what is declared for the main process, recorded. */
export function electronDouble(): Record<string, unknown> {
  const module: Record<string, unknown> = {}
  for (const [name, { kind, type }] of declarations.exports) {
    if (!declarations.types.has(type)) continue
    const value = kind === 'value' ? createObject(type) : createClass(type)
    shared.set(name, value)
    module[name] = value
  }
  return module
}

/** An object of a declared type; accessing undeclared members throws. */
export function createObject(type: string): object {
  const now = { isLoading: false, isDestroyed: false }
  const state: State = { type, listeners: [], added: [], set: new Map(), now }
  const object: object = new Proxy(Object.create(null) as object, {
    get(_target, name) {
      // Awaiting, comparing and printing read these properties of any object.
      if (typeof name === 'symbol' || ['then', 'toJSON', '$$typeof', 'asymmetricMatch', 'nodeType'].includes(name))
        return undefined
      const isEmitterMethod = isEmitter(type) && emitterMethods.includes(name)
      if (now.isDestroyed && name !== 'isDestroyed' && !isEmitterMethod) throw destroyed()
      if (state.set.has(name)) return state.set.get(name)
      const member = memberOf(type, name)
      if (!member && isEmitterMethod) return emitterMethod(state, object, name)
      if (!member) throw undeclared(`${type}.${name}`)
      if (member.isMethod) return recording(`${type}.${name}`, member.type, object)
      const value = answers.get(`${type}.${name}`)?.() ?? defaultOf(member.type, object)
      state.set.set(name, value)
      return value
    },
    set(_target, name, value) {
      if (typeof name === 'symbol' || !memberOf(type, name)) throw undeclared(`${type}.${String(name)}`)
      state.set.set(name, value)
      calls.push({ what: `${type}.${name} =`, of: object, with: [value] })
      return true
    },
  })
  states.set(object, state)
  return object
}

function createClass(type: string): object {
  const made = new Map<string, unknown>()
  return new Proxy(function () {}, {
    construct(_target, given: unknown[]) {
      const object = createObject(type)
      calls.push({ what: `new ${type}`, of: object, with: given })
      return object
    },
    get(_target, name) {
      if (typeof name === 'symbol' || name === 'then' || name === 'prototype') return undefined
      const member = staticOf(type, name)
      if (!member) throw undeclared(`${type}.${name}`)
      if (member.isMethod) return recording(`${type}.${name}`, member.type, undefined)
      if (!made.has(name)) {
        const value = defaultOf(member.type, undefined)
        made.set(name, value)
        shared.set(`${type}.${name}`, value as object)
      }
      return made.get(name)
    },
  })
}

function recording(what: string, returns: string, of: unknown): Listener {
  return (...given) => {
    calls.push({ what, of, with: given })
    const give = answers.get(what) as Listener | undefined
    const byBehaviour = defaultAnswers[what]
    const now = states.get(of as object)?.now
    const result = give ? give(...given) : byBehaviour ? byBehaviour(given, now) : defaultOf(returns, of)
    if (declarations.types.has(returns)) calls.push({ what: `new ${returns}`, of: result, with: given })
    return result
  }
}

/** The default result of a member of that type: as little as its declaration allows. */
function defaultOf(type: string, self: unknown): unknown {
  const plain: Record<string, unknown> = { void: undefined, boolean: false, string: '', number: 0, this: self }
  if (type in plain) return plain[type]
  if (type === 'Promise<void>') return Promise.resolve()
  if (type.endsWith('[]')) return []
  return declarations.types.has(type) ? createObject(type) : undefined
}

function emitterMethod({ type, listeners, added }: State, self: object, name: string): Listener {
  return (event, listener) => {
    if (!hasEvent(type, event as string)) throw undeclared(`${type} event '${String(event)}'`)
    if (name === 'removeAllListeners') listeners.splice(0)
    else if (name === 'off' || name === 'removeListener') {
      const at = listeners.findIndex((entry) => entry.listener === listener)
      if (at >= 0) listeners.splice(at, 1)
    } else {
      listeners.push({ event: event as string, listener: listener as Listener, once: name === 'once' })
      added.push(event as string)
    }
    return self
  }
}

type Member = { isMethod: boolean; type: string } | undefined

/** A member of a type or of its base types. */
function memberOf(name: string, member: string): Member {
  return find(name, ({ methods, properties }) => pick(methods, properties, member))
}
function staticOf(name: string, member: string): Member {
  return find(name, ({ staticMethods, staticProperties }) => pick(staticMethods, staticProperties, member))
}
function hasEvent(name: string, event: string): boolean {
  return find(name, ({ events }) => (events.has(event) ? true : undefined)) ?? false
}
function isEmitter(name: string): boolean {
  return find(name, ({ bases }) => (bases.some((base) => emitters.includes(base)) ? true : undefined)) ?? false
}

function find<T>(name: string, look: (type: DeclaredType) => T | undefined): T | undefined {
  const type = declarations.types.get(name)
  if (!type) return undefined
  const own = look(type)
  if (own !== undefined) return own
  for (const base of type.bases) {
    const inherited = find(base, look)
    if (inherited !== undefined) return inherited
  }
  return undefined
}

function pick(methods: Map<string, string>, properties: Map<string, string>, name: string): Member {
  const [method, property] = [methods.get(name), properties.get(name)]
  if (method !== undefined) return { isMethod: true, type: method }
  return property === undefined ? undefined : { isMethod: false, type: property }
}

const undeclared = (what: string) => new Error(`Electron's declarations have no ${what}.`)
