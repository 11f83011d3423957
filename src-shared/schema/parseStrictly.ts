import { z } from 'zod'
import { suggestion } from './nearestName.ts'

type Path = readonly PropertyKey[]

/** A mistake: where it is, and what, as it reads behind the place. */
export interface Fault {
  readonly path: Path
  readonly text: string
}

/**
 * What `schema` makes of `input`. Throws RangeError with one sentence per mistake: where it is, what it is, and for an
 * unknown key or name the nearest valid one. `what` is what a user calls the thing.
 */
export function parseStrictly<S extends z.ZodType>(schema: S, input: unknown, what: string): z.infer<S> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const sentences = faultsOf(schema, input, result.error).map(({ path, text }) =>
    path.length === 0 ? text : `${pathText(path)} ${text}`,
  )
  throw new RangeError(`invalid ${what}: ${[...new Set(sentences)].join('; ')}`)
}

/** The mistakes of `input`, unknown keys first: they explain what is missing elsewhere. Empty where it fits. */
export function strictFaults(schema: z.ZodType, input: unknown): Fault[] {
  const result = schema.safeParse(input)
  return result.success ? [] : faultsOf(schema, input, result.error)
}

function faultsOf(schema: z.ZodType, input: unknown, error: z.ZodError): Fault[] {
  const rank = (issue: z.core.$ZodIssue) => (issue.code === 'unrecognized_keys' ? 0 : 1)
  const issues = [...error.issues].sort((a, b) => rank(a) - rank(b))
  return issues.flatMap((issue) => describe(schema, input, issue, []))
}

function describe(schema: z.ZodType, input: unknown, issue: z.core.$ZodIssue, base: Path): Fault[] {
  const path = [...base, ...issue.path]
  const fault = (text: string): Fault[] => [{ path, text }]
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysOf(schemaAt(schema, input, path), valueAt(input, path))
      return issue.keys.map((key) => ({ path: [...path, key], text: `is not known (${suggestion(key, known)})` }))
    }
    case 'invalid_union': {
      const value = valueAt(input, path)
      if ('discriminator' in issue && issue.discriminator !== undefined) {
        const choices = discriminatorValues(schemaAt(schema, input, path.slice(0, -1)), issue.discriminator)
        return fault(unknownName(value, choices))
      }
      const branch = issue.errors.find((issues) => !issues.some(isWrongShape)) ?? issue.errors[0]
      if (!branch) return fault('is not valid')
      return branch.flatMap((inner) => describe(schema, input, inner, path))
    }
    case 'invalid_value':
      return fault(unknownName(valueAt(input, path), issue.values.map(String)))
    case 'invalid_type':
      return fault(
        valueAt(input, path) === undefined
          ? 'is missing'
          : `is ${shown(valueAt(input, path))} (must be ${article(issue.expected)})`,
      )
    case 'custom':
      return fault(issue.message)
    default:
      return fault(`is ${shown(valueAt(input, path))} (${issue.message})`)
  }
}

function unknownName(value: unknown, known: readonly string[]): string {
  if (value === undefined) return `is missing (one of ${known.join(', ')})`
  return `${shown(value)} is not known (${suggestion(shown(value).replaceAll('"', ''), known)})`
}

/** Whether an issue says that the branch of a union is not even of the right type. */
function isWrongShape(issue: z.core.$ZodIssue): boolean {
  return issue.path.length === 0 && issue.code === 'invalid_type'
}

/** The schemas that may stand at `path`: several where a union leaves it open. */
function schemaAt(schema: z.core.$ZodType, input: unknown, path: Path): z.core.$ZodType[] {
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

/** `schema` without defaults and optionality; of a union the options whose literal keys fit `input`, or else all. */
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

function keysOf(schemas: z.core.$ZodType[], input: unknown): string[] {
  const objects = schemas.filter((schema) => schema instanceof z.ZodObject)
  const fitting = objects.filter((schema) => literalsFit(schema, input))
  return [...new Set((fitting.length > 0 ? fitting : objects).flatMap((schema) => Object.keys(shapeOf(schema))))]
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

/** parameters.depth, constraints[0].id */
function pathText(path: Path): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('')
}

function shown(value: unknown): string {
  return typeof value === 'bigint' || Number.isNaN(value) ? String(value) : JSON.stringify(value)
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}
