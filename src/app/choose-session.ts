import {exitCodes, OperatorError} from '#src/errors.ts'
import type {Safe} from '#src/text/safe.ts'
import type {Context} from './context.ts'
import type {LineReader} from './line/reader.ts'
import type {Seat} from './seat.ts'

/** An open session that can be gone on with. */
export interface Offer {
  readonly id: Safe
  readonly title: Safe
  readonly operator: Safe
}

/** Asks which open session to go on with; null: none of them, a new one. */
export const chooseSession = async (
  context: Context,
  seat: Seat,
  offers: readonly Offer[],
): Promise<string | null> => {
  if (seat.kind === 'lines') return chooseByLine(context, seat.reader, offers)
  const {chooseOnScreen} = await import('./screen/choose-session.ts')
  return chooseOnScreen(context, seat.mode, offers)
}

const chooseByLine = async (
  {stdout, texts: {cli}}: Context,
  reader: LineReader,
  offers: readonly Offer[],
): Promise<string | null> => {
  const write = (line: Safe): void => void stdout.write(`${line}\n`)
  write(cli['offer-resume']())
  offers.forEach(({id, title, operator}, index) => {
    write(cli['offer-line']({number: index + 1, id, title, operator}))
  })
  for (;;) {
    stdout.write(`${cli['offer-ask']()} `)
    const answer = (await reader.next())?.trim()
    if (answer === undefined) throw new OperatorError([cli['need-person']()], exitCodes.personNeeded)
    if (answer === 'new') return null
    const offer = offers[Number(answer) - 1] ?? offers.find(each => each.id === answer)
    if (offer !== undefined) return offer.id
  }
}
