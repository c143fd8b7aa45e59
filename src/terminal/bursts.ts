import type {Key, KeyName} from '#src/view/key.ts'
import {printableCharacters} from './printable.ts'
import type {Token} from './tokens.ts'

/** Turns what one read brought into keys. Text that comes faster than anybody types is a paste, not keys. */
export interface Bursts {
  readonly read: (tokens: readonly Token[], at: number) => void
}

/** One read, its marks already on their bases. */
type Piece = Exclude<Token, {kind: 'text'}> | {readonly kind: 'character'; readonly text: string}

const within = 30
const typedWithin = 3

const inAPaste: Partial<Readonly<Record<KeyName, string>>> = {enter: '\n', tab: '\t'}

export const createBursts = (onKey: (key: Key) => void): Bursts => {
  /** When the last few characters came. */
  let times: readonly number[] = []
  let burstAt = Number.NEGATIVE_INFINITY

  const read = (tokens: readonly Token[], at: number): void => {
    const pieces = piecesOf(tokens)
    const recent = times.filter(time => at - time < within).length
    const count = pieces.filter(({kind}) => kind === 'character').length
    const isBurst = count > 0 && recent + count > typedWithin
    const firstCharacter = pieces.findIndex(({kind}) => kind === 'character')
    const lastCharacter = isBurst ? pieces.findLastIndex(({kind}) => kind === 'character') : -1
    let typed = count > typedWithin ? 0 : typedWithin - recent
    let gathered = ''
    const give = (): void => {
      if (gathered === '') return
      burstAt = at
      onKey({kind: 'paste', text: gathered})
      gathered = ''
    }
    pieces.forEach((piece, index) => {
      const inside = index < lastCharacter
      if (piece.kind === 'character') {
        if (isBurst && typed <= 0) gathered += piece.text
        else onKey(piece)
        typed -= 1
      } else if (piece.kind === 'named') {
        const text = inAPaste[piece.name]
        if (inside && text !== undefined) {
          typed = 0
          gathered += text
        } else {
          give()
          onKey({...piece, afterPaste: at - burstAt < within})
        }
      } else if (piece.kind === 'paste') {
        give()
        burstAt = at
        if (piece.text !== '') onKey(piece)
      } else if (piece.letter === 'c' || !inside || index < firstCharacter) {
        // Leaving is never dangerous, so Ctrl+C gets through even from within a paste.
        give()
        onKey(piece)
      }
    })
    give()
    times = [...times, ...Array.from({length: Math.min(count, typedWithin)}, () => at)].slice(-typedWithin)
  }
  return {read}
}

const piecesOf = (tokens: readonly Token[]): readonly Piece[] => {
  const pieces: Piece[] = []
  let text = ''
  const flush = (): void => {
    for (const character of printableCharacters(text)) pieces.push({kind: 'character', text: character})
    text = ''
  }
  for (const token of tokens) {
    if (token.kind === 'text') text += token.text
    else {
      flush()
      pieces.push(token)
    }
  }
  flush()
  return pieces
}
