import { z } from 'zod'
import { datasetSpecSchema } from '#shared/datasets/datasetSpec.ts'
import { designSpaceSchema } from '#shared/designspaces/designSpace.ts'
import { presetIds } from '#shared/designspaces/presets.ts'
import { neutralNetworkSchema } from '#shared/networks/neutralForm.ts'
import { regNetParametersSchema } from '#shared/networks/regNet.ts'
import { studyFileSchema } from '#shared/studyFiles/studyFile.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { bundleSchema } from '#main/bundles/bundleSchema.ts'

/** A JSON schema (draft 2020-12). */
export type JsonSchema = z.core.JSONSchema.JSONSchema

/** What a schema describes, and any change of what zod says of it. */
interface Described {
  readonly title: string
  readonly schema: z.ZodType
  readonly changed?: (schema: JsonSchema) => JsonSchema
}

const described = {
  study: {
    title: 'Study file: which spaces, how many networks of each, how they are trained',
    schema: studyFileSchema,
    changed: withReferences,
  },
  designSpace: { title: 'Design space: its parameters, their laws, its constraints', schema: designSpaceSchema },
  network: {
    title: 'Network in the neutral form, stage by stage; what is left out is as in the paper’s ImageNet networks',
    schema: neutralNetworkSchema,
    changed: (schema) => ({ ...schema, required: ['depths', 'widths'] }),
  },
  regNet: { title: 'Network by the six parameters of a RegNet', schema: regNetParametersSchema },
  recipe: { title: 'Recipe of training', schema: recipeSchema },
  dataset: { title: 'Data set', schema: datasetSpecSchema },
  bundle: { title: 'Study bundle (.regbench), unpacked', schema: bundleSchema },
} satisfies Record<string, Described>

/** The JSON schemas of the bench's files by file name, from the schemas that read them. */
export function jsonSchemas(): Map<string, JsonSchema> {
  return new Map(
    Object.entries(described as Record<string, Described>).map(([name, { title, schema, changed }]) => {
      const found = z.toJSONSchema(schema, { io: 'input', reused: 'ref', unrepresentable: 'any' })
      return [`${name}.schema.json`, { title, ...(changed?.(found) ?? found) }]
    }),
  )
}

/** A study's spaces and data set are read by schemas of their own; an image size left out is the study's. */
function withReferences(schema: JsonSchema): JsonSchema {
  const object = (key: string): JsonSchema => ({ type: 'object', required: [key] })
  const space = { anyOf: [{ enum: presetIds }, { $ref: 'designSpace.schema.json' }, object('base'), object('SETUP')] }
  const dataset = z.toJSONSchema(datasetSpecSchema, { io: 'input' })
  const kinds = (dataset.oneOf as JsonSchema[]).map((kind) => ({
    ...kind,
    required: kind.required?.filter((key) => key !== 'imageSize') ?? [],
  }))
  const spaces: JsonSchema = { type: 'array', minItems: 1, items: space }
  const anyOf: JsonSchema[] = [{ required: ['spaces', 'perSpace'] }, { required: ['networks'] }]
  return { ...schema, anyOf, properties: { ...schema.properties, spaces, dataset: { oneOf: kinds } } }
}
