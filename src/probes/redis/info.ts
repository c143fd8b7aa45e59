import type {Texts} from '#src/i18n/texts.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {formatBytes} from '#src/text/sizes.ts'

/** The fields of INFO by name. */
export type RedisInfo = ReadonlyMap<string, string>

export const readInfo = (text: string): RedisInfo =>
  new Map(
    text.split(/\r?\n/).flatMap(line => {
      const at = line.indexOf(':')
      return line.startsWith('#') || at === -1 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const]
    }),
  )

/** What one aspect of the server is like. */
export interface Aspect {
  readonly said: Safe
  readonly holds: boolean
  readonly warning?: Safe
}

export const judgeRole = (info: RedisInfo, wanted: string, texts: Texts): Aspect => {
  const words = texts.dataSights
  const role = info.get('role') === 'slave' ? 'replica' : (info.get('role') ?? '?')
  const linkDown = role === 'replica' && info.get('master_link_status') === 'down'
  if (wanted !== 'any' && wanted !== role)
    return {holds: false, said: words['redis-role-is']({role: safe(role), wanted: safe(wanted)})}
  if (linkDown) return {holds: wanted === 'any', said: words['redis-link-down']()}
  return {holds: true, said: safe(role)}
}

/** Used memory against its limit; without a limit nothing can be exceeded, which is told of. */
export const judgeMemory = (info: RedisInfo, percent: number, texts: Texts): Aspect => {
  const words = texts.dataSights
  const used = Number(info.get('used_memory') ?? Number.NaN)
  const limit = Number(info.get('maxmemory') ?? Number.NaN)
  if (!(used > 0) || !(limit >= 0)) return {holds: false, said: words['redis-memory-unknown']()}
  if (limit === 0) {
    const said = words['redis-no-memory-limit']({used: formatBytes(used)})
    return {holds: true, said, warning: said}
  }
  const share = Math.floor((used / limit) * 1000) / 10
  const facts = {share, used: formatBytes(used), limit: formatBytes(limit), most: percent}
  const holds = used * 100 <= limit * percent
  return {holds, said: holds ? words['redis-memory'](facts) : words['redis-memory-over'](facts)}
}

/** Whether what is in memory reached the disk when that was last tried. */
export const judgePersistence = (info: RedisInfo, texts: Texts): Aspect => {
  const words = texts.dataSights
  const failed = (field: string): boolean => {
    const value = info.get(field)
    return value !== undefined && value !== 'ok'
  }
  if (!info.has('rdb_last_bgsave_status')) return {holds: false, said: words['redis-save-unknown']()}
  if (failed('rdb_last_bgsave_status')) return {holds: false, said: words['redis-save-failed']()}
  const appendOnly = info.get('aof_enabled') === '1'
  if (appendOnly && (failed('aof_last_write_status') || failed('aof_last_bgrewrite_status')))
    return {holds: false, said: words['redis-append-failed']()}
  return {holds: true, said: words['redis-saved']()}
}
