import fc from 'fast-check'
import type {Intent} from '#src/session/intents.ts'
import {exited, reading} from './table.ts'

/** Intents of every type at the items of `rollbackInSmall`, sensible or not: unknown ids, empty words, stale reports. */
export const randomIntent = (): fc.Arbitrary<Intent> => {
  const item = fc.constantFrom(
    'security',
    'slow',
    'backup',
    'rollback',
    'redis',
    'users',
    'tell',
    'cause',
    'nothing',
  )
  const words = fc.constantFrom('', ' ', 'because', 'çünkü')
  const attempt = fc.integer({min: -1, max: 5})
  const section = fc.constantFrom('decision', 'preparation', 'rolling', 'checks', 'telling', 'nowhere')
  const outcome = fc.constantFrom('pass', 'fail', 'unknown' as const)
  return fc.oneof(
    fc.record({
      type: fc.constant('done' as const),
      item,
      answers: fc.record({who: words, channel: words}),
      remark: words,
    }),
    fc.record({type: fc.constant('confirm-by-hand' as const), item, how: words}),
    fc.record({type: fc.constant('acknowledge' as const), item}),
    fc.record({type: fc.constantFrom('override', 'skip', 'not-applicable' as const), item, reason: words}),
    fc.record({type: fc.constant('defer' as const), item, to: section, reason: words}),
    fc.record({type: fc.constant('take-back' as const), item}),
    fc.record({type: fc.constant('assign' as const), item, owner: words, due: words}),
    fc.record({
      type: fc.constant('note' as const),
      item: fc.option(item),
      text: words,
      mark: fc.constantFrom('cause', 'lesson', 'suggestion', null),
    }),
    fc.record({
      type: fc.constant('answer' as const),
      item,
      answer: fc.constantFrom('raised', 'clear', 'unknown'),
      remark: words,
    }),
    fc.record({
      type: fc.constant('decide' as const),
      choice: fc.constantFrom('rollback', 'no', 'escalate'),
      sentence: words,
    }),
    fc.record({
      type: fc.constant('set-input' as const),
      name: fc.constantFrom('x', '__proto__'),
      value: words,
    }),
    item.chain(id =>
      fc.record({
        type: fc.constant('run' as const),
        item: fc.constant(id),
        text: fc.constantFrom(`./${id}.sh`, './other.sh'),
        cwd: fc.constant('/srv'),
        values: fc.constant([]),
        script: fc.constant(null),
        typed: fc.constantFrom('run', 'shop-prod', ''),
        reason: words,
      }),
    ),
    fc.record({type: fc.constant('running' as const), attempt, pid: fc.constant(7)}),
    fc.record({
      type: fc.constant('ended' as const),
      attempt,
      exit: fc.constantFrom(
        exited(0),
        exited(1),
        exited(null, {signal: 'SIGKILL'}),
        exited(0, {cause: 'timeout'}),
      ),
      tail: fc.constant('out'),
      seen: fc.constantFrom('live', 'while-away'),
    }),
    fc.record({
      type: fc.constant('not-started' as const),
      attempt,
      proof: fc.constant('revoked' as const),
      why: words,
    }),
    fc.record({
      type: fc.constant('outcome-unknown' as const),
      attempt,
      sameBoot: fc.boolean(),
      processes: fc.constant([]),
      tail: words,
    }),
    fc.record({
      type: fc.constant('assert' as const),
      item,
      answer: fc.constantFrom('done', 'notdone', 'partial', 'later'),
      how: words,
    }),
    fc.record({
      type: fc.constant('reading' as const),
      reading: fc
        .tuple(fc.constantFrom('speed', 'redis', 'users', 'other'), outcome)
        .map(([probe, of]) => reading(probe, of)),
      beganSeq: fc.integer({min: 0, max: 60}),
    }),
    fc.record({
      type: fc.constant('resume' as const),
      host: fc.constant('app-1'),
      bootId: fc.constant('boot'),
      takenOver: fc.boolean(),
      changes: fc.constantFrom([], [{what: 'host' as const, name: '', before: 'a', after: 'b', holds: true}]),
    }),
    fc.record({
      type: fc.constant('suspend' as const),
      cause: fc.constantFrom('operator', 'signal'),
      item: fc.option(item),
    }),
    fc.record({type: fc.constant('confirm-changes' as const), reason: words}),
    fc.record({
      type: fc.constant('send' as const),
      item,
      audience: fc.constant('users'),
      language: fc.constantFrom('tr', 'en'),
      way: fc.constantFrom('webhook', 'mail', 'command'),
      recipients: fc.constantFrom([], ['users@x.example']),
      subject: words,
      text: words,
      typed: fc.constantFrom('send', 'send', 'gönder', ''),
    }),
    fc.record({
      type: fc.constant('message-sent' as const),
      message: attempt,
      reply: words,
      sentAt: fc.constantFrom('2026-11-24T03:00:00.000Z', 'never'),
      seen: fc.constantFrom('live', 'while-away'),
    }),
    fc.record({
      type: fc.constant('message-failed' as const),
      message: attempt,
      why: fc.constantFrom('revoked', 'refused'),
      reply: words,
    }),
    fc.record({
      type: fc.constant('message-unknown' as const),
      message: attempt,
      why: fc.constantFrom('no-answer', 'sender-died'),
      reply: words,
    }),
    fc.record({
      type: fc.constant('assert-message' as const),
      item,
      answer: fc.constantFrom('sent', 'notsent', 'later'),
      how: words,
    }),
    fc.record({
      type: fc.constant('contact-tried' as const),
      contact: fc.constantFrom('oncall', 'nobody'),
      result: fc.constantFrom('reached', 'no-answer'),
    }),
    fc.record({
      type: fc.constant('promise-update' as const),
      due: fc.constantFrom('2026-11-24T04:00:00.000Z', '2020-01-01T00:00:00.000Z', 'soon'),
    }),
    fc.record({type: fc.constant('update-given' as const)}),
    fc.record({type: fc.constant('hand-over' as const), to: words, summary: words, reason: words}),
    fc.record({type: fc.constant('repaired' as const), bytes: fc.nat()}),
    fc.record({type: fc.constant('close' as const), signedBy: words}),
    // Rare, or every random session would be over before it began.
    fc.record({type: fc.constant('abort' as const), reason: fc.constantFrom('', '', '', '', 'enough')}),
  ) as fc.Arbitrary<Intent>
}
