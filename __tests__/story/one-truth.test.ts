import {join} from 'node:path'
import {expect, test} from 'vitest'
import {scratch} from '../helpers/scratch.ts'
import {sessionId, setUpPlace} from '../helpers/story.ts'

const runbook =
  '# Two steps\n\n## One\n\n- [ ] first <!-- {id: first} -->\n- [ ] second <!-- {id: second} -->\n'

test('a session whose journal is well is not forked into a second one', async () => {
  const place = setUpPlace(runbook)
  const operator = place.sit([place.runbook])
  await operator.sees('rollcall> ')
  const elsewhere = join(scratch(), 'home')
  expect(await operator.says(`continue ${elsewhere}`)).toContain('goes on where it is')
  expect((await place.once(['sessions'], {home: elsewhere})).printed).toContain('no sessions yet')
  operator.types('quit')
  expect(await operator.leaves).toBe(130)
})

test('where nothing was edited there is nothing to adopt', async () => {
  const place = setUpPlace(runbook)
  const first = place.sit([place.runbook])
  await first.sees('rollcall> ')
  const id = sessionId(first.printed())
  first.types('quit')
  await first.leaves
  const second = place.sit(['resume', id, '--adopt'])
  await second.sees('rollcall> ')
  second.types('quit')
  await second.leaves
  expect(place.events(id).some(event => event.type === 'runbook-adopted')).toBe(false)
})
