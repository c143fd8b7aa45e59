import {type Context, openOwnHome, operatorName} from '#src/app/context.ts'
import {shareSession} from '#src/app/share-session.ts'
import {closedAbove} from '#src/durable/share.ts'
import {type ExitCode, exitCodes, OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import {safe} from '#src/text/safe.ts'
import {pickEntry} from './entries.ts'

/** `rollcall sessions share ID --group GROUP`: lets the members of one group of this host go on with one session. */
export const share = async (
  context: Context,
  [id]: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> => {
  const {texts} = context
  const home = openOwnHome(context)
  const entry = pickEntry(context, home, {id, fits: () => false})
  const operator = await operatorName(context, home)
  const shared = await shareSession(context, entry, {home, group: String(options.group), operator})
  if (shared.kind === 'refused') throw new OperatorError([sentence(texts.share, shared.problem)])
  const facts = {id: safe(entry.id), group: safe(shared.group.name), home: safe(home.path)}
  const say = (line: string): void => void context.stdout.write(`${line}\n`)
  say(shared.kind === 'already' ? texts.share.already(facts) : texts.share.shared(facts))
  say(texts.share['go-on'](facts))
  const closed = closedAbove(home, shared.group.gid)
  if (closed !== null) say(texts.share.unreachable({...facts, path: safe(closed)}))
  return exitCodes.ok
}
