import * as z from 'zod/mini'
import {
  bodyExpectation,
  comparison,
  countExpectation,
  valueExpectation,
  valuesExpectation,
} from '#src/checks/expectation.ts'
import {requestFields} from '#src/checks/http-step.ts'
import {capturingPattern, days, duration, id, inputName, pattern, variableName} from '#src/checks/scalars.ts'

/** A line of a table of keys. */
export interface KeyRow {
  readonly name: string
  readonly type: string
  /** Null: there is none, it may be left out; `required`: it may not. */
  readonly fallback: string | null
  readonly meaning: string
}

interface Json {
  readonly description?: string
  readonly default?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly type?: string | readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
  readonly pattern?: string
  readonly contentMediaType?: string
  readonly anyOf?: readonly Json[]
  readonly properties?: Readonly<Record<string, Json>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Json | boolean
  readonly items?: Json
}

type Shape = Readonly<Record<string, z.ZodMiniType>>

export const jsonOf = (schema: z.ZodMiniType): Json => {
  const {$schema, ...rest} = z.toJSONSchema(schema, {io: 'input', unrepresentable: 'any'}) as Json & {
    readonly $schema?: string
  }
  return rest
}

const bare = ({description, default: _, ...rest}: Json): string => JSON.stringify(rest)
const bareOf = (schema: z.ZodMiniType): string => bare(jsonOf(schema))

// What several types share is explained once; its key then names it. Of two alike the first counts.
const known = new Map(
  (
    [
      [valueExpectation, '[value](#a-value)'],
      [valuesExpectation, '[values](#a-value) by name'],
      [bodyExpectation, '[text](#a-text)'],
      [countExpectation, '[count](#a-count)'],
      [comparison, '[comparison](#a-comparison)'],
      [duration, 'duration'],
      [days, 'days (`14d`) or duration'],
      [id, 'name'],
      [inputName, 'name of an input'],
      [variableName, 'name of a variable'],
      [capturingPattern, 'regular expression'],
      [pattern, 'regular expression'],
    ] as const
  ).map(([schema, words]) => [bareOf(schema), words]),
)

const code = (value: unknown): string => `\`${String(value)}\``

/** The type of a key in words; of a mapping `mapping`, its keys have lines of their own. */
const typeOf = (json: Json): string => {
  const words = known.get(bare(json))
  if (words !== undefined) return words
  if (json.const !== undefined) return code(json.const)
  if (json.enum !== undefined) return json.enum.map(code).join(', ')
  if (json.anyOf !== undefined) {
    const [one, other] = json.anyOf
    if (json.anyOf.length === 2 && one !== undefined && other?.items !== undefined)
      return `${typeOf(one)}, or a list`
    return [...new Set(json.anyOf.map(typeOf))].join(', or ')
  }
  if (json.items !== undefined) return `list of ${typeOf(json.items)}`
  if (json.properties !== undefined) return 'mapping'
  if (typeof json.additionalProperties === 'object') return `${typeOf(json.additionalProperties)} by name`
  if (json.contentMediaType !== undefined) return 'JSON text'
  if (json.minimum !== undefined) return `whole number, ${json.minimum} to ${json.maximum}`
  if (json.type === 'boolean') return '`true`, `false`'
  if (json.type === 'number') return 'number'
  if (Array.isArray(json.type) && json.type.includes('integer') && !json.type.includes('number'))
    return json.pattern === undefined ? 'whole number' : 'status'
  return 'text'
}

const defaultWords = /\s*Default:? (.+?)\.(?=\s|$)/

const inner = (schema: z.ZodMiniType): z.ZodMiniType => {
  const {def} = schema as {readonly def: {readonly innerType?: z.ZodMiniType}}
  return def.innerType === undefined ? schema : inner(def.innerType)
}

/** Whether a variable may stand in it: nothing but the schema itself tells. */
const takesVariables = (schema: z.ZodMiniType): boolean => {
  const filled = `${'$'}{NAME}`
  return [filled, [filled], {any: filled}].some(each => z.safeParse(inner(schema), each).success)
}

const partsOf = (json: Json): readonly Json[] => {
  const {additionalProperties: entry} = json
  return [json, ...(json.anyOf ?? []).flatMap(partsOf), ...(typeof entry === 'object' ? partsOf(entry) : [])]
}

const shapeOf = (schema: z.ZodMiniType): Shape | null => {
  const {def} = inner(schema) as {
    readonly def: {
      readonly shape?: Shape
      readonly options?: readonly z.ZodMiniType[]
      readonly element?: z.ZodMiniType
      readonly valueType?: z.ZodMiniType
    }
  }
  if (def.shape !== undefined) return def.shape
  const within = [...(def.options ?? []), def.element, def.valueType].filter(each => each !== undefined)
  for (const each of within) {
    const shape = shapeOf(each)
    if (shape !== null) return shape
  }
  return null
}

const shared = (json: Json): boolean =>
  partsOf(json).some(part => known.get(bare(part))?.startsWith('[') === true)

/** What stands between a key and those inside it: a name of its own, the number of an entry, or nothing. */
const between = (json: Json): string => {
  const parts = partsOf(json)
  if (parts.some(part => part.items?.properties !== undefined)) return '[].'
  return parts.some(part => typeof part.additionalProperties === 'object') ? '.NAME.' : '.'
}

const rowOf = (name: string, schema: z.ZodMiniType): readonly KeyRow[] => {
  const json = jsonOf(schema)
  const described = json.description ?? ''
  const said = defaultWords.exec(described)?.[1]
  const isOptional = (schema as {readonly _zod: {readonly optin?: string}})._zod.optin === 'optional'
  const plain = typeOf(json)
  const type = /\btext\b|whole number$/.test(plain) && takesVariables(schema) ? `${plain} ${'`${…}`'}` : plain
  const fallback =
    json.default !== undefined && typeof json.default !== 'object'
      ? code(json.default)
      : (said ??
        (json.default !== undefined ? code(JSON.stringify(json.default)) : isOptional ? null : 'required'))
  const row = {name, type, fallback, meaning: described.replace(defaultWords, '').trim()}
  const shape = shared(json) ? null : shapeOf(schema)
  return shape === null ? [row] : [row, ...keyRows(shape, `${name}${between(json)}`)]
}

/** A line for each key of a mapping, those inside it below it. */
export const keyRows = (shape: Shape, prefix = ''): readonly KeyRow[] =>
  Object.entries(shape).flatMap(([name, schema]) => rowOf(prefix + name, schema))

/** The keys of one request, which http has for its only request and for each step. */
export const requestKeys: ReadonlySet<string> = new Set(Object.keys(requestFields))
