import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {sitAtScreen} from '../helpers/screen-operator.ts'
import {sessionId, setUpPlace} from '../helpers/story.ts'

const runbook = `# Night

## 1. Checks

- [ ] Flag: there <!-- {id: flag, probe: flag} -->
- [ ] Jobs
  - [ ] drained <!-- {id: drained} -->

\`\`\`sh
# Look twice
echo 'ERROR: it is  *  there'
echo second
\`\`\`
<!-- {steps: [{id: one, safe: true}, {id: two, safe: true}]} -->
`

test('a screen reader hears lines in full words, each once: no frame, no brackets, the state before the title', async () => {
  const place = setUpPlace(runbook, 'probes: {flag: {type: command, run: [test, -e, flag], every: 1s}}\n')
  const options = {
    cwd: place.dir,
    home: place.home,
    columns: 160,
    env: {ROLLCALL_BELL: '1', INK_SCREEN_READER: 'true'},
  }
  const operator = sitAtScreen([place.runbook, '--lang', 'en'], options)
  await operator.sees('Section 1 Checks.')
  await operator.sees(/failed: [^\n]*\. Flag: there\. sensed, flag\./)
  writeFileSync(join(place.dir, 'flag'), '')
  await operator.sees(/done: [^\n]*\. Flag: there\. sensed, flag\./)
  operator.sends('goto drained\r')
  await operator.sees(/open\. drained\. manual, drained\. Part of: Jobs\./)
  operator.sends('goto one\r')
  await operator.sees(/open\. Look twice, 1 of 2\. command, one\./)
  operator.sends('run\r')
  await operator.sees('output, an error: ERROR: it is  *  there')
  await operator.sees(/done[^\n]*\. Look twice, 1 of 2\./)
  await operator.sees(/open\. Look twice, 2 of 2\./)
  operator.sends('quit\r')
  expect(await operator.leaves).toBe(130)
  const heard = operator.bytes().toString('utf8')
  expect(heard).not.toMatch(/[\u001B\u2500-\u257F]|[([{<][ x>!?-][)\]}>] |==/)

  const again = sitAtScreen(['resume', sessionId(heard), '--screen-reader'], {...options, env: {}})
  await again.sees(/open\. Look twice, 2 of 2\./)
  again.sends('list\r')
  await again.sees(/done[^\n]*\. Look twice, 1 of 2\. command, one\./)
  again.sends('quit\r')
  await again.leaves
})
