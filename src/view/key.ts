/** What the key gate lets through, one at a time. Text is NFC and holds nothing that acts on a terminal. */
export type Key =
  | {
      readonly kind: 'named'
      readonly name: KeyName
      /** It came right behind a burst that was taken for a paste: only a text field may act on it. */
      readonly afterPaste: boolean
    }
  /** One character as a person sees it, the space among them. */
  | {readonly kind: 'character'; readonly text: string}
  /** Ctrl and a letter, in lower case. */
  | {readonly kind: 'control'; readonly letter: string}
  | {readonly kind: 'paste'; readonly text: string}

export type KeyName =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'page-up'
  | 'page-down'
  | 'home'
  | 'end'
  | 'enter'
  | 'tab'
  | 'shift-tab'
  | 'escape'
  | 'backspace'
  | 'delete'
