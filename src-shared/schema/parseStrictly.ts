import { z } from 'zod'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { suggestion } from './nearestName.ts'

type Path = readonly PropertyKey[]
type Issue = z.core.$ZodIssue

/** A validation error: where it is and what is wrong, phrased to stand beside its field. */
export interface Fault {
  readonly path: Path
  readonly said: Sentence
  /** The offending value as JSON, unless the sentence already names it. */
  readonly value?: string
}

/** Attaches a message to a custom schema check: `.refine(holds, issueMessage(sentence('noEnds')))`. */
export const issueMessage = (said: Sentence): { params: { said: Sentence } } => ({ params: { said } })

/**
 * The result of parsing `input` with `schema`. Throws ValueError listing every mistake with its place, and for an
 * unknown key or name the nearest valid one. `what` names the thing in the user's words.
 */
export function parseStrictly<S extends z.ZodType>(schema: S, input: unknown, what: Sentence | string): z.infer<S> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw new ValueError(invalid(what, faultsOf(result.error.issues, input, schema)))
}

/** One sentence that lists all distinct mistakes of `what`. */
export function invalid(what: Sentence | string, faults: readonly Fault[]): Sentence {
  const distinct = new Map(faults.map((fault) => [JSON.stringify(fault), withPath(fault)]))
  return sentence('invalid', { what, faults: [...distinct.values()] })
}

/** The message of a mistake, prefixed with its place. */
export function withPath({ path, said, value }: Fault): Sentence {
  const place = pathText(path)
  if (value === undefined) return place === '' ? said : sentence('faultAt', { place, said })
  return place === '' ? sentence('faultOfValue', { value, said }) : sentence('faultOfValueAt', { place, value, said })
}

/**
 * The mistakes behind a schema's issues, unknown keys first because they explain what is missing elsewhere. Suggests
 * names only if `schema` is given.
 */
export function faultsOf(issues: readonly Issue[], input: unknown, schema?: z.ZodType): Fault[] {
  return inOrder(issues).flatMap((issue) => describe(schema, input, issue, []))
}

function inOrder(issues: readonly Issue[]): Issue[] {
  const rank = (issue: Issue) => (issue.code === 'unrecognized_keys' ? 0 : 1)
  return [...issues].sort((a, b) => rank(a) - rank(b))
}

function describe(schema: z.ZodType | undefined, input: unknown, issue: Issue, base: Path): Fault[] {
  const path = [...base, ...issue.path]
  const value = valueAt(input, path)
  const of = (said: Sentence): Fault[] => [value === undefined ? { path, said } : { path, said, value: shown(value) }]
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysOf(schemaAt(schema, input, path))
      return issue.keys.map((key) => ({
        path: [...path, key],
        said: sentence('unknown', { hint: suggestion(key, known) }),
      }))
    }
    case 'invalid_union': {
      if ('discriminator' in issue && issue.discriminator !== undefined)
        return of(
          unknownName(value, discriminatorValues(schemaAt(schema, input, path.slice(0, -1)), issue.discriminator)),
        )
      const branch = issue.errors.find((issues) => !issues.some(isWrongShape)) ?? issue.errors[0]
      return branch ? inOrder(branch).flatMap((inner) => describe(schema, input, inner, path)) : of(sentence('unfit'))
    }
    case 'custom': {
      const said = issue.params?.['said'] as Sentence | undefined
      return said ? [{ path, said }] : of(sentence('unfit'))
    }
    case 'invalid_value':
      return of(unknownName(value, issue.values.map(String)))
    case 'invalid_type':
      return of(value === undefined ? sentence('required') : sentence(typeFault(issue.expected)))
    case 'too_small':
      return of(tooSmall(issue))
    case 'too_big':
      return of(tooBig(issue))
    default:
      return of(sentence('unfit'))
  }
}

/** Message by the type that the schema expected. */
const typeFaults = {
  ...({ number: 'notNumber', int: 'notWhole', string: 'notText', boolean: 'notTruth' } as const),
  ...({ array: 'notList', tuple: 'notList', object: 'notObject', record: 'notObject' } as const),
}
type TypeFault = (typeof typeFaults)[keyof typeof typeFaults]
const typeFault = (expected: string): TypeFault | 'unfit' =>
  (typeFaults as Partial<Record<string, TypeFault>>)[expected] ?? 'unfit'

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Sentence {
  const limit = Number(minimum)
  if (origin === 'string') return sentence('required')
  if (origin === 'array') return sentence('tooShort', { limit })
  return sentence(inclusive === false ? 'above' : 'atLeast', { limit })
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): Sentence {
  const limit = Number(maximum)
  if (origin === 'string') return sentence('tooManyLetters', { limit })
  if (origin === 'array') return sentence('tooLong', { limit })
  return sentence(inclusive === false ? 'below' : 'atMost', { limit })
}

function unknownName(value: unknown, known: readonly string[]): Sentence {
  if (value === undefined) return sentence('requiredOneOf', { known: known.join(', ') })
  return suggestion(typeof value === 'string' ? value : shown(value), known)
}

/** Whether an issue says that the value has the wrong type for this branch of a union. */
function isWrongShape(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === 'invalid_type'
}

/** The schemas that apply at `path`; several where a union is ambiguous. */
function schemaAt(schema: z.core.$ZodType | undefined, input: unknown, path: Path): z.core.$ZodType[] {
  if (!schema) return []
  const options = resolve(schema, input)
  const [key, ...rest] = path
  if (key === undefined) return options
  const value = valueAt(input, [key])
  return options.flatMap((option) => {
    const next =
      option instanceof z.ZodObject
        ? shapeOf(option)[String(key)]
        : option instanceof z.ZodArray
          ? option.element
          : undefined
    return next ? schemaAt(next, value, rest) : []
  })
}

/**
 * `schema` without defaults and optionality. A union yields the options whose literal keys match `input`, or all
 * options if none does.
 */
function resolve(schema: z.core.$ZodType, input: unknown): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return resolve(schema.unwrap(), input)
  if (!(schema instanceof z.ZodUnion)) return [schema]
  const options = schema.options.flatMap((option) => resolve(option, input))
  const fitting = options.filter((option) => option instanceof z.ZodObject && literalsFit(option, input))
  return fitting.length > 0 ? fitting : options
}

function literalsFit(schema: z.ZodObject, input: unknown): boolean {
  return Object.entries(shapeOf(schema)).every(
    ([key, field]) =>
      !(field instanceof z.ZodLiteral) || field.values.has(valueAt(input, [key]) as z.core.util.Literal),
  )
}

function keysOf(schemas: z.core.$ZodType[]): string[] {
  const objects = schemas.filter((schema) => schema instanceof z.ZodObject)
  return [...new Set(objects.flatMap((schema) => Object.keys(shapeOf(schema))))]
}

function discriminatorValues(schemas: z.core.$ZodType[], key: string): string[] {
  return schemas.flatMap((schema) => {
    const field = schema instanceof z.ZodObject ? shapeOf(schema)[key] : undefined
    return field instanceof z.ZodLiteral ? [...field.values].map(String) : []
  })
}

function shapeOf(schema: z.ZodObject): Record<string, z.core.$ZodType | undefined> {
  return schema.shape
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  )
}

/** A path as text, such as parameters.depth or constraints[0].id. */
function pathText(path: Path): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('')
}

const longestShown = 60

/** The value as JSON, or as plain text if JSON cannot represent it, truncated if long. */
function shown(value: unknown): string {
  const text = Number.isNaN(value) ? 'NaN' : (json(value) ?? String(value))
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}

/** `value` as JSON; undefined for a function, a symbol, a bigint or a cycle. */
function json(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}
