import {stat} from 'node:fs/promises'
import {resolve} from 'node:path'
import {type CountExpectation, judgeCount} from '#src/checks/judge.ts'
import {within} from '#src/net/deadline.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {formatBytes} from '#src/text/sizes.ts'
import {type Driver, type Finding, type Look, notPassed, pass, type ResolvedOptions} from './driver.ts'
import {failureOf} from './failure.ts'
import {openWeb} from './files/by-url.ts'
import {newestMatch} from './files/newest.ts'
import {lookOnDisk} from './files/on-disk.ts'
import type {FileSight} from './files/sight.ts'

interface Options {
  readonly 'paths-from'?: {readonly connection: string; readonly query: string}
  readonly paths?: readonly string[]
  readonly newest?: {readonly match: string; readonly since: unknown}
  readonly root?: string
  readonly url?: string
  readonly ca?: string
  readonly sample: number
  readonly size: CountExpectation
}

/** File systems keep times in steps, and a clock of the disk's may lag behind ours. */
const CLOCK_STEP = 2_000

/** Files that can be reached and are not empty: a new one, or a sample of those that the site names. */
export const files: Driver = async look => {
  const options = look.options as unknown as Options
  // Whom we were asking when something went wrong.
  const asked: Asked = {server: safe(options.root || options.newest?.match || '?'), secrets: []}
  try {
    if (options.newest !== undefined) return await newest(options.newest.match, options.size, look)
    const paths = options.paths ?? (await within(look.deadline, pathsFromDatabase(options, look, asked)))
    if (paths.length === 0) return notPassed('no-data', look.texts.hostSights['no-paths']())
    return await sampleOf(paths.slice(0, options.sample), options, look, asked)
  } catch (error) {
    return failureOf(look, error, {address: asked.server, stage: 'answer', secrets: asked.secrets})
  }
}

interface Asked {
  server: Safe
  secrets: readonly string[]
}

const newest = async (match: string, size: CountExpectation, look: Look): Promise<Finding> => {
  const {hostSights: words, language} = look.texts
  const shown = safe(match)
  if (look.since === null) return notPassed('no-data', words['newest-not-yet']({match: shown}))
  const found = await within(look.deadline, newestMatch(match, look.cwd, look.deadline))
  if (found === 'closed') return notPassed('permission', words['no-permission']({path: shown}))
  if (found === null) return notPassed('mismatch', words['none-match']({match: shown}))
  const path = safe(found.path)
  const values = {path: found.path, bytes: found.bytes, modified: found.modified.toISOString()}
  const age = formatDuration(Math.max(0, look.now().getTime() - found.modified.getTime()), language)
  if (found.modified.getTime() < look.since.getTime() - CLOCK_STEP) {
    const wanted = safe(look.since.toISOString())
    return notPassed('mismatch', words['newest-old']({path, age, wanted}), {values})
  }
  const judged = judgeCount(size, found.bytes, look.texts)
  if (!judged.holds)
    return notPassed(judged.reason ?? 'mismatch', words['size-wrong']({path, sentence: judged.sentence}), {
      values,
    })
  return pass(words['newest-well']({path, age, size: formatBytes(found.bytes)}), {values})
}

const sampleOf = async (
  paths: readonly string[],
  options: Options,
  look: Look,
  asked: Asked,
): Promise<Finding> => {
  const {hostSights: words} = look.texts
  const {root = '', url = '', ca = '', size} = options
  if (root === '' && url === '') return notPassed('not-configured', words['no-root-or-url']())
  if (root !== '') {
    const directory = resolve(look.cwd, root)
    const isThere = await within(
      look.deadline,
      stat(directory).then(
        stats => stats.isDirectory(),
        () => false,
      ),
    )
    if (!isThere) return notPassed('no-data', words['no-directory']({path: safe(root)}))
    const sights = paths.map(path => lookOnDisk(path, directory, size, look))
    return judge(await within(look.deadline, Promise.all(sights)), look)
  }
  const base = URL.canParse(url) ? new URL(url) : null
  if (base === null || !/^https?:$/.test(base.protocol))
    return notPassed('not-configured', words['bad-url']({text: safe(url.slice(0, 80))}))
  asked.server = safe(base.host)
  const web = await openWeb(base, ca, look)
  try {
    return judge(await Promise.all(paths.map(path => web.head(path, size))), look)
  } finally {
    await web.close()
  }
}

const judge = (sights: readonly FileSight[], {texts}: Look): Finding => {
  const {hostSights: words} = texts
  const bad = sights.filter(sight => sight.reason !== null)
  const values = {files: sights.length, bad: bad.length}
  const evidence = [...bad, ...sights.filter(sight => sight.reason === null)].map(sight => sight.said)
  // One that is wrong is a fact; that we may not read one says nothing of it.
  const first = bad.find(sight => sight.reason === 'mismatch') ?? bad[0]
  if (first === undefined)
    return pass(words['files-well']({count: sights.length, of: sights.length}), {values, evidence})
  const summary = words['files-bad']({bad: bad.length, of: sights.length, first: first.said})
  return notPassed(first.reason ?? 'mismatch', summary, {values, evidence})
}

const pathsFromDatabase = async (options: Options, look: Look, asked: Asked): Promise<readonly string[]> => {
  const from = options['paths-from']
  if (from === undefined) return []
  const [{postgresAddress}, {openPostgres}] = await Promise.all([
    import('./postgres/address.ts'),
    import('./postgres/connection.ts'),
  ])
  const connection: ResolvedOptions = look.borrowed(from.connection)
  const address = postgresAddress(connection, look.texts)
  asked.server = address.server
  asked.secrets = [address.password]
  const line = await openPostgres(address, look.deadline, look)
  try {
    const {rows} = await line.read(from.query)
    return rows.flatMap(([path]) => (typeof path === 'string' && path !== '' ? [path] : []))
  } finally {
    line.close()
  }
}
