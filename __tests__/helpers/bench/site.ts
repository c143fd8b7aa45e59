import {chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {parse, stringify} from 'yaml'

/** A directory with a runbook that is begun on the screen. */
export interface Site {
  readonly name: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** How the screen is started on it. */
  readonly args: readonly string[]
  /** The titles of the first two items that the cursor stands on. */
  readonly first: readonly [string, string]
  /** Lets its flood run dry. */
  readonly endFlood: () => void
}

export interface SiteOptions {
  readonly directory: string
  readonly program: string
  /** Where its probes look; null: nowhere, as nothing is configured. */
  readonly web: string | null
  /** Its first section begins with a command that writes as fast as it can until it is told to end. */
  readonly flood?: boolean
}

const contacts = ['devops-oncall', 'devops-lead', 'sysadmin', 'sysadmin-deputy', 'cto', 'ceo']

const flood = '```bash\n# Write without end\n./flood.sh\n```\n<!-- {id: flood, safe: true} -->\n'

const layOut = (
  name: string,
  files: {readonly runbook: string; readonly probes: string},
  {directory, flood: floods = false}: SiteOptions,
  first: Site['first'],
): Site => {
  const cwd = join(directory, name)
  mkdirSync(cwd, {recursive: true})
  writeFileSync(join(cwd, `${name}.md`), files.runbook)
  writeFileSync(join(cwd, `${name}.probes.yaml`), files.probes)
  if (floods) {
    const line = 'Nov 24 03:12:55 app-1 web[811]: GET /invoices/4711?page=2 200 in 31 ms\n'
    writeFileSync(join(cwd, 'flood.log'), line.repeat(2 ** 24 / line.length))
    writeFileSync(join(cwd, 'flood.on'), '')
    writeFileSync(join(cwd, 'flood.sh'), '#!/bin/sh\nwhile [ -e flood.on ]; do cat flood.log; done\n')
    chmodSync(join(cwd, 'flood.sh'), 0o755)
  }
  return {
    name,
    cwd,
    env: {PATH: process.env.PATH ?? '', HOME: cwd, LC_ALL: 'C.UTF-8', TZ: 'UTC'},
    args: [`${name}.md`, '--trust', '--lang', 'en', '--operator', 'bench'],
    first,
    endFlood: () => rmSync(join(cwd, 'flood.on'), {force: true}),
  }
}

/** The probes in view of the first section that nothing else borrows from; with about twelve readings a second each they make fifty. */
const inView = ['performance', 'login', 'einvoice-read', 'certificate']
const oftenAt = '55ms'

/** The runbook that comes along, its contacts filled in as on any real site. */
export const defaultSite = (options: SiteOptions): Site => {
  const checklists = join(dirname(options.program), '..', 'checklists')
  const runbook = readFileSync(join(checklists, 'finasis-rollback.en.md'), 'utf8')
  const probes = parse(readFileSync(join(checklists, 'finasis-rollback.probes.yaml'), 'utf8')) as {
    probes: Record<string, unknown>
    contacts?: unknown
  }
  probes.contacts = Object.fromEntries(contacts.map(id => [id, '+90 555 000 00 00']))
  if (options.web !== null) {
    const look = {type: 'http', url: `${options.web}/5-40`, every: oftenAt}
    for (const name of inView) probes.probes[name] = look
  }
  const begun = options.flood === true ? runbook.replace('\n- [ ] ', `\n${flood}\n- [ ] `) : runbook
  return layOut(
    'default',
    {runbook: begun, probes: stringify(probes, {aliasDuplicateObjects: false})},
    options,
    ['Security: a critical', 'Performance: response'],
  )
}

const items = 10_000
const sensors = 200

/** 10,000 items, 200 of them sensed and in view, each looked at every four seconds: fifty changes a second. */
export const bigSite = (options: SiteOptions): Site => {
  const names = Array.from({length: sensors}, (_, at) => `sensor-${at}`)
  const lines = ['# Ten thousand', '', '## 1. Sensed', '']
  if (options.flood === true) lines.push(flood)
  for (const name of names) {
    const sensed = options.web === null ? '' : ` <!-- {id: ${name}, probe: ${name}} -->`
    lines.push(`- [ ] ${name}: answers${sensed}`)
  }
  for (let at = 0; at < items - sensors - (options.flood === true ? 1 : 0); at++) {
    if (at % 100 === 0) lines.push('', `## ${at / 100 + 2}. Section`, '')
    lines.push(`- [ ] Check ${at} of the night: the answer stands on the board`)
  }
  const looks = names.map(name => `  ${name}: {type: http, url: '${options.web}/5-40', every: 4s}\n`)
  const probes = options.web === null ? 'probes: {}\n' : `probes:\n${looks.join('')}`
  return layOut('big', {runbook: `${lines.join('\n')}\n`, probes}, options, ['sensor-0', 'sensor-1'])
}
