/** How large the terminal is, in character cells. */
export interface Size {
  readonly columns: number
  readonly rows: number
}

/** What the terminal can show. Meaning never hangs on it: every state has its word. */
export interface Look {
  readonly symbols: 'unicode' | 'ascii'
}

/** What a piece of text means; the theme turns it into colour, where there is colour. */
export type Tone = 'plain' | 'dim' | 'strong' | 'good' | 'bad' | 'warn' | 'running' | 'accent' | 'inverse'
