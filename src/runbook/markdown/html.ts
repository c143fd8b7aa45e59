const blockNames =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|' +
  'fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|' +
  'menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul'

const openTag =
  '<[a-z][a-z0-9-]*(?:\\s+[a-z_:][a-z0-9_.:-]*(?:\\s*=\\s*(?:[^\\s"\'=<>`]+|\'[^\']*\'|"[^"]*"))?)*\\s*/?>'
const closeTag = '</[a-z][a-z0-9-]*\\s*>'

/** How a block of HTML ends: at a line that holds `end`, or (null) before the next blank line. */
interface HtmlKind {
  readonly begin: RegExp
  readonly end: RegExp | null
  readonly interrupts: boolean
}

/** The seven kinds of CommonMark 0.31, section 4.6. */
const kinds: readonly HtmlKind[] = [
  {
    begin: /^<(?:script|pre|style|textarea)(?:\s|>|$)/i,
    end: /<\/(?:script|pre|style|textarea)>/i,
    interrupts: true,
  },
  {begin: /^<!--/, end: /-->/, interrupts: true},
  {begin: /^<\?/, end: /\?>/, interrupts: true},
  {begin: /^<![a-z]/i, end: />/, interrupts: true},
  {begin: /^<!\[CDATA\[/, end: /\]\]>/, interrupts: true},
  {begin: new RegExp(`^</?(?:${blockNames})(?:\\s|/?>|$)`, 'i'), end: null, interrupts: true},
  {begin: new RegExp(`^(?:${openTag}|${closeTag})\\s*$`, 'i'), end: null, interrupts: false},
]

// Beyond it a line is no tag that anybody wrote, and the pattern of kind 7 need not be tried.
const longestTag = 2000

/** The kind of HTML block that a line begins, if any. */
export const htmlKind = (line: string, inParagraph: boolean): HtmlKind | null => {
  if (!line.startsWith('<')) return null
  const head = line.length > longestTag ? line.slice(0, longestTag) : line
  return kinds.find(kind => (kind.interrupts || !inParagraph) && kind.begin.test(head)) ?? null
}
