import type {Card} from '#src/view/form.ts'

/** The input that is asked for anew after this one, else the first; undefined behind the last, and where there is none. */
export const inputAfter = (card: Card, current: string | undefined): string | undefined => {
  // A plain `$NAME` comes from the environment; only a placeholder's value was chosen here.
  const inputs = [...new Set(card.values.filter(({env, input}) => env !== input).map(({input}) => input))]
  return inputs[current === undefined ? 0 : inputs.indexOf(current) + 1]
}
