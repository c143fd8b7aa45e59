import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {parseRunbook} from '#src/runbook/parse.ts'
import {emptySettings} from '#src/runbook/probes-file.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {runbookOf} from '../helpers/runbooks.ts'
import {setUpPlace} from '../helpers/story.ts'

const sound = readFileSync(new URL('../fixtures/runbook/plain-rollback.md', import.meta.url))
/** Its UTF-8 read as Windows-1254 and saved again, as it happened to the team's copy. */
const damaged = new TextEncoder().encode(new TextDecoder('windows-1254').decode(sound))

const walks = [
  ['as it was written', 'tr', sound, 'çalıştır'],
  ['damaged', 'tr', damaged, 'çalıştır'],
  ['damaged, read in English', 'en', damaged, 'run'],
] as const

test.each(walks)(
  "the team's own copy without any annotation is walked to its end: %s (%s)",
  async (_, lang, bytes, word) => {
    const place = setUpPlace(bytes)
    place.script('scripts/backup.sh', 'echo backed up')
    place.script('scripts/rollback.sh', 'echo "restored $1"')
    for (const name of ['docker-compose', 'curl']) place.script(join('bin', name), 'echo fine')
    // `tail -f` on files of a real host; here it says what it would watch, and stays until its watcher leaves.
    place.script(join('bin', 'tail'), `printf '%s\\n' "watching $2"\nexec sleep 1000`)
    const {operator, id, greeting} = await place.start(['--lang', lang])
    expect(greeting).toContain('FinAsis Üretim Ortamı Rollback Kontrol Listesi')
    const announced = lang === 'tr' ? 'bozuktu' : 'was damaged'
    if (bytes === damaged) expect(greeting).toContain(announced)
    else expect(greeting).not.toContain(announced)
    expect(greeting).not.toContain('Ã')

    const runbook = runbookOf(sound.toString('utf8'))
    for (const item of itemsOf(runbook)) {
      const before = place.runs().length
      switch (item.kind) {
        case 'manual':
        case 'link':
          await operator.says('done looked myself')
          break
        case 'follow-up':
          operator.types('done')
          await operator.sees(':')
          operator.types('Deniz')
          await operator.sees(':')
          await operator.says('2026-12-01')
          break
        case 'command': {
          if (item.id === '3.1') {
            expect(await operator.says('run')).toContain('YYYYMMDD_HHMMSS')
            await operator.says('set YYYYMMDD_HHMMSS 20261101_030000')
            expect(await operator.says('run')).toContain('SLACK_WEBHOOK_URL')
            await operator.says('set SLACK_WEBHOOK_URL https://hooks.example/x')
          }
          // Nothing tells which of these commands is harmless: only the word, letter by letter, starts one.
          operator.types('run')
          await operator.sees(word)
          await operator.says(word === 'run' ? 'RUN' : 'ÇALIŞTIR')
          expect(place.runs()).toHaveLength(before)
          operator.types('run')
          await operator.sees(word)
          operator.types(word)
          if (item.watch) {
            await operator.sees('| watching /var/log')
            await operator.says('done nothing unusual')
          } else await operator.sees('rollcall> ')
          expect(place.runs(), item.id).toHaveLength(before + 1)
          break
        }
        default:
          throw new Error(`unexpected here: ${item.kind}`)
      }
    }
    expect(await operator.says('contacts')).toContain('#finasis-ops-911')
    operator.types('finish Ayşe')
    expect(await operator.leaves, operator.printed().slice(-2000)).toBe(0)
    expect(place.runs()).toEqual([
      'backup.sh [0] ',
      'docker-compose [3] -f docker-compose.prod.yml ps',
      'docker-compose [4] -f docker-compose.prod.yml logs --tail=100',
      'rollback.sh [2] 20261101_030000 https://hooks.example/x',
      'docker-compose [3] -f docker-compose.prod.yml ps',
      'curl [2] -f http://localhost:9090/api/v1/query?query=up',
      'tail [2] -f /var/log/finasis/django.log',
      'tail [2] -f /var/log/nginx/error.log',
    ])
    // The file is left as it was found; the session has a copy of it, byte for byte
    expect(readFileSync(place.runbook)).toEqual(Buffer.from(bytes))
    expect(readFileSync(join(place.session(id), 'runbook.md'))).toEqual(Buffer.from(bytes))
    const exported = readFileSync(join(place.session(id), 'exports', `${id}.md`), 'utf8')
    const back = parseRunbook(exported, {file: 'export', settings: emptySettings}).value
    if (back === null) throw new Error('the export does not parse')
    expect(itemsOf(back)).toHaveLength(itemsOf(runbook).length)
    expect(exported).toContain('Kullanıcılar sisteme giriş yapamıyor')
    expect(exported).not.toContain('Ã')
  },
)
