const hasOwn = (value: object, key: string): boolean => Object.hasOwn(value, key)

/**
 * The value at a path such as `services.db.status` or `results.0.id`; undefined where it leads nowhere. A key that has
 * dots itself is found where the rest of the path is exactly that key.
 */
export const valueAt = (json: unknown, path: string): unknown => {
  if (typeof json !== 'object' || json === null) return undefined
  if (hasOwn(json, path)) return (json as Readonly<Record<string, unknown>>)[path]
  const dot = path.indexOf('.')
  if (dot === -1) return undefined
  const key = path.slice(0, dot)
  if (!hasOwn(json, key)) return undefined
  return valueAt((json as Readonly<Record<string, unknown>>)[key], path.slice(dot + 1))
}
