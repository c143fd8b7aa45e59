import {readFileSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {expect, test} from 'vitest'
import {parseRunbook} from '#src/runbook/parse.ts'
import {emptySettings, parseProbesFile} from '#src/runbook/probes-file.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {eventually} from '../helpers/commands.ts'
import {type Operator, runOnce, sitDown} from '../helpers/operator.ts'
import {setUpStandIn} from '../helpers/stand-in.ts'

const checklists = resolve(import.meta.dirname, '..', '..', 'checklists')
const probes = parseProbesFile(readFileSync(join(checklists, 'finasis-rollback.probes.yaml'), 'utf8'), {
  file: 'p',
})

// Compose answers, and the session knows the rest itself.
const seenOtherwise = new Set(['services', 'reason', 'actions', 'lessons', 'improvements'])

const sessionId = (printed: string): string => /\b\d{8}-\d{4}-[0-9a-z]{4}\b/.exec(printed)?.[0] ?? ''

const questions = {tr: ['kim:', 'hangi kanaldan:', 'ne zaman:'], en: ['who:', 'channel:', 'when:']} as const
const answers = ['Ayşe', 'phone', '03:20'] as const

const tellEverybody = async (operator: Operator, lang: 'tr' | 'en'): Promise<void> => {
  for (const id of [
    'tell-devops',
    'tell-management',
    'tell-developers',
    'tell-users',
    'status-page',
    'tell-support',
  ]) {
    await operator.says(`goto ${id}`)
    operator.types('done')
    for (const [index, question] of questions[lang].entries()) {
      await operator.sees(question)
      operator.types(answers[index] ?? '')
    }
    await operator.sees('rollcall> ')
  }
}

test.each([
  ['tr', 'finasis-rollback.md', 'çalıştır'],
  ['en', 'finasis-rollback.en.md', 'run'],
] as const)(
  'the whole rollback, killed in the middle of it, resumed, closed and exported (%s)',
  async (lang, file, word) => {
    const site = setUpStandIn()
    const options = {cwd: site.dir, home: site.home, env: site.env}
    const args = ['--plain', '--lang', lang, '--operator', 'Ayşe Şahin']
    const first = sitDown([...args, join(checklists, file)], options)
    await first.sees('rollcall> ')
    const id = sessionId(first.printed())

    // 1 The decision
    await first.says('raised found at 02:55')
    await first.says('decide rollback logins fail since 02:40')
    // 2 Preparation: the word, and nothing but the word, starts the backup
    await first.says('goto backup')
    first.types('run')
    await first.sees(word)
    await first.says('yes')
    expect(site.runs()).toEqual([])
    first.types('run')
    await first.sees(word)
    await first.says(word)
    expect(site.runs()).toEqual(['backup.sh [0] '])
    await first.says('run')
    await first.says('run')
    expect(site.runs()).toHaveLength(3)
    // 3 The rollback: an input, then the target's name
    await first.says('goto rollback')
    expect(await first.says('run')).toContain('backup')
    expect(await first.says('set backup yesterday')).toContain('backup')
    await first.says('set backup 20261101_030000')
    first.types('run')
    await first.sees('finasis-prod')
    first.types('finasis-prod')
    await first.sees('restoring 20261101_030000')
    first.kill('SIGKILL')
    expect(await first.leaves).toBe('SIGKILL')

    // Another shift finds it running, and sees it end
    const second = sitDown(['resume', ...args], options)
    await second.sees(id)
    site.openGate()
    await second.sees('restored 20261101_030000')
    await second.sees('rollcall> ')
    await second.says('run')

    // 4: nothing of it can be looked at from here, so each is confirmed by hand, with how; compose answers by itself
    const runbook = parseRunbook(readFileSync(join(checklists, file), 'utf8'), {
      file: 'r',
      settings: probes.value ?? emptySettings,
    }).value
    if (runbook === null) throw new Error('the runbook does not parse')
    await second.says('goto services')
    await eventually('services ticked', () =>
      second
        .printed()
        .split('services: ')
        .some(line => line.includes('1/1')),
    )
    const byHand = itemsOf(runbook).filter(each => each.kind === 'sensed' && !seenOtherwise.has(each.id))
    for (const item of byHand) {
      await second.says(`goto ${item.id}`)
      await second.says(`done looked at ${item.id} myself`)
    }
    // 5 Monitoring
    await second.says('goto prometheus')
    await second.says('run')
    await second.says('done read what it printed')
    for (const look of ['grafana', 'django-log', 'nginx-log']) {
      await second.says(`goto ${look}`)
      await second.says('done nothing unusual')
    }
    await second.says('note lesson: rehearse the restore')
    await second.says('note suggestion: try each release on a copy')
    await tellEverybody(second, lang)
    // 7 Next steps
    for (const step of ['root-cause', 'prevention', 'monitoring', 'coverage', 'deployment']) {
      await second.says(`goto ${step}`)
      second.types('done')
      await second.sees(':')
      second.types('Deniz')
      await second.sees(':')
      await second.says('2026-12-01')
    }
    second.types('finish Ayşe')
    expect(await second.leaves, second.printed().slice(-2000)).toBe(0)

    // Each ran exactly once, in this order, with exactly these arguments: the webhook is unset and passed empty
    expect(site.runs()).toEqual([
      'backup.sh [0] ',
      'docker-compose [3] -f docker-compose.prod.yml ps',
      'docker-compose [4] -f docker-compose.prod.yml logs --tail=100',
      'rollback.sh [2] 20261101_030000 ',
      'docker-compose [3] -f docker-compose.prod.yml ps',
      'curl [2] -f http://localhost:9090/api/v1/query?query=up',
    ])

    // The export, read back by the parser: the same items in the same order, ticked only where they are done
    const markdown = site.exports(id)
    const back = parseRunbook(markdown, {file: 'export', settings: emptySettings}).value
    if (back === null) throw new Error('the export does not parse')
    const readBack = itemsOf(back).map(item => item.title)
    expect(readBack).toHaveLength(itemsOf(runbook).length)
    expect(markdown).toContain('Ayşe Şahin')
    expect(markdown).toContain('logins fail since 02:40')
    expect(markdown).toContain('restored 20261101_030000')
    const json = await runOnce(['export', id, '--format', 'json'], options)
    expect(json.code).toBe(0)
    const exported = JSON.parse(json.printed)
    const items = exported.sections.flatMap((section: {items: unknown[]}) => section.items)
    expect(items.map((item: {id: string}) => item.id)).toEqual(itemsOf(runbook).map(item => item.id))
    const ran = items.filter(
      (item: {command: {exitCode: number | null} | null}) => item.command?.exitCode === 0,
    )
    expect(ran).toHaveLength(site.runs().length)
    expect(exported.outcome).toBe('complete')

    // The file is what the journal says; one letter changed, it is not
    const path = join(site.dir, 'export.md')
    writeFileSync(path, markdown)
    expect((await runOnce(['verify', path], options)).code).toBe(0)
    writeFileSync(path, markdown.replace('logins', 'Logins'))
    expect((await runOnce(['verify', path], options)).code).toBe(1)
  },
)
