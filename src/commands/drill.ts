import {resolve} from 'node:path'
import type {Context} from '#src/app/context.ts'
import {openOwnHome, operatorName} from '#src/app/context.ts'
import {defaultRunbook, loadRunbook} from '#src/app/load.ts'
import {type Seat, walkSession, withSeat} from '#src/app/seat.ts'
import {startSession} from '#src/app/start-session.ts'
import {makeDrill, startStack} from '#src/drill/begin.ts'
import {endDrill} from '#src/drill/end.ts'
import {installCommand} from '#src/drill/install-hint.ts'
import {findLeftovers} from '#src/drill/leftovers.ts'
import {rehearse} from '#src/drill/rehearse.ts'
import {type ScenarioName, scenarioNames} from '#src/drill/scenario.ts'
import {findPostgres} from '#src/drill/stack/postgres-binaries.ts'
import {type ExitCode, exitCodes, OperatorError} from '#src/errors.ts'
import {joinSafe, safe} from '#src/text/safe.ts'

type Options = Readonly<Record<string, unknown>>

/** `rollcall drill`: the whole default runbook, walked on a system that is brought along, broken, and gone afterwards. */
export const drill = async (
  context: Context,
  _args: readonly (string | undefined)[],
  options: Options,
): Promise<ExitCode> => {
  const {texts} = context
  if (options.list === true) {
    const width = Math.max(...scenarioNames.map(name => name.length))
    for (const name of scenarioNames) context.stdout.write(`${name.padEnd(width)}  ${texts.drill[name]()}\n`)
    return exitCodes.ok
  }
  const scenario = scenarioOf(context, options.scenario)
  const seed = seedOf(context, options.seed)
  refuseOthersValues(context)
  if (findPostgres() === null) throw new OperatorError([texts.drill['no-postgres'](), safe(installCommand())])
  return withSeat(context, seat => begin(context, seat, {scenario, seed}))
}

const begin = async (
  context: Context,
  seat: Seat,
  {scenario, seed}: {readonly scenario: ScenarioName; readonly seed: number | undefined},
): Promise<ExitCode> => {
  const {texts} = context
  const leftovers = await findLeftovers()
  const begun = await makeDrill(scenario, seed)
  const {layout, record} = begun
  // The screen first: the stack comes up behind it.
  const inDrill: Context = {
    ...context,
    env: begun.env,
    options: {
      ...context.options,
      home: context.options.home === undefined ? layout.home : resolve(context.options.home),
    },
  }
  const home = openOwnHome(inDrill)
  const leave = new AbortController()
  const opening = {
    home,
    // Who sits here is the one thing that is taken from outside.
    operator: await operatorName({...inDrill, env: context.env}, home),
    onSuspendRequest: () => leave.abort('taken-over'),
    drill: {scenario, seed: record.seed},
    trust: 'shipped' as const,
  }
  process.chdir(layout.site)
  const open = await startSession(inDrill, loadRunbook(defaultRunbook(texts.language), {}, texts), opening)
  let sweeping: readonly Promise<boolean>[] = []
  const code = await rehearse(inDrill, {layout, open, seat, isResumed: false}, ready =>
    walkSession(inDrill, seat, {
      open,
      opening,
      arrival: {kind: 'started'},
      notices: [
        texts.drill['what-is-this'](),
        texts.drill[scenario](),
        ...leftovers.map(path => texts.drill['left-over']({path: safe(path)})),
      ],
      leave,
      ready,
      onShown: () => {
        startStack(begun)
        sweeping = leftovers.map(path => endDrill(path, {keepsRecord: false}))
      },
    }),
  )
  await Promise.all(sweeping)
  return code
}

const scenarioOf = ({texts}: Context, name: unknown): ScenarioName => {
  if (name === undefined) return 'bad-release'
  const found = scenarioNames.find(each => each === name)
  if (found !== undefined) return found
  const known = joinSafe(scenarioNames.map(safe), ', ')
  throw new OperatorError([texts.drill['unknown-scenario']({name: safe(String(name)), known})])
}

const seedOf = ({texts}: Context, text: unknown): number | undefined => {
  if (text === undefined) return undefined
  if (/^[1-9]\d{0,5}$/.test(String(text))) return Number(text)
  throw new OperatorError([texts.drill['bad-seed']({text: safe(String(text))})])
}

/** Values from outside could lead to something real. */
const refuseOthersValues = ({options, texts}: Context): void => {
  const given = [
    ['--probes', options.probes],
    ['--env-file', options.envFile],
    ['--set', options.set],
  ].find(([, value]) => value !== undefined)
  if (given !== undefined)
    throw new OperatorError([texts.drill['no-such-option']({option: safe(String(given[0]))})])
}
