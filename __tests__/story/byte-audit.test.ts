import {expect, test} from 'vitest'
import {auditBytes} from '../helpers/byte-audit.ts'

const piecesOf = (text: string): readonly string[] =>
  auditBytes(Buffer.from(text)).map(({shown}) => shown.split(' » ')[1] ?? '')

test.each([
  'Çalışma kılavuzu › 漢字 🙂 ✓\r\n',
  '\u001B[1m\u001B[38;5;2mdone\u001B[39m\u001B[0m\u001B[m\u001B[38;2;1;2;3mx',
  '\u001B[2A\u001B[E\u001B[1G\u001B[3B\u001B[F',
  '\u001B[2K\u001B[J\u001B[0K\u001B[H\u001B[2J',
  '\u001B[?25l\u001B[?2026h\u001B[?2026l\u001B[?25h\u001B[?2004h\u001B[?2004l',
  'what a sanitiser shows: ^[]52;c; <U+202E>',
])('what drawing takes is no offence: %j', text => {
  expect(auditBytes(Buffer.from(text))).toEqual([])
})

test.each([
  ['\u001B]52;c;eA==\u0007', '\\u{001B}]52;c;eA==\\u{0007}'],
  ['\u001B]0;title\u001B\\', '\\u{001B}]0;title\\u{001B}\\'],
  ['\u001B]8;;http://x.example\u001B\\', '\\u{001B}]8;;http://x.example\\u{001B}\\'],
  ['\u001BP1$r0m\u001B\\', '\\u{001B}P1$r0m\\u{001B}\\'],
  ['\u001B_apc\u001B\\', '\\u{001B}_apc\\u{001B}\\'],
  ['\u001B]unfinished', '\\u{001B}]unfinished'],
  ['\u001B[?1049h', '\\u{001B}[?1049h'],
  ['\u001B[3J', '\\u{001B}[3J'],
  ['\u001B[10;10H', '\\u{001B}[10;10H'],
  ['\u001B[6n', '\\u{001B}[6n'],
  ['\u001B[?1000h', '\\u{001B}[?1000h'],
  ['\u001B[8;1;1t', '\\u{001B}[8;1;1t'],
  ['\u001Bc', '\\u{001B}c'],
  ['\u001B(0', '\\u{001B}(0'],
  ['\u001B', '\\u{001B}'],
  ['\u0007', '\\u{0007}'],
  ['\u0008', '\\u{0008}'],
  ['\t', '\\u{0009}'],
  ['\u007F', '\\u{007F}'],
  ['\u009B31m', '\\u{009B}'],
  ['\u202E', '\\u{202E}'],
  ['\u2066', '\\u{2066}'],
  ['\u2069', '\\u{2069}'],
  ['\u200B', '\\u{200B}'],
  ['\uFEFF', '\\u{FEFF}'],
  ['\u061C', '\\u{061C}'],
  ['\u2028', '\\u{2028}'],
])('%j is one offence', (text, shown) => {
  expect(piecesOf(`before\u001B[1m${text}`)).toEqual([shown])
})

test('bytes that are no UTF-8 are an offence, and so is each one of several', () => {
  expect(auditBytes(Buffer.from([0x61, 0x9b, 0x31]))).toEqual([{at: 1, shown: 'no UTF-8 » 9b31'}])
  expect(auditBytes(Buffer.from('a lone surrogate is shown as \uFFFD'))).toEqual([])
  expect(piecesOf('a\u0007b\u001B]0;t\u0007c\u202Ed')).toHaveLength(3)
})

test('it is told where it stands and what stood before it', () => {
  expect(auditBytes(Buffer.from('a name\u0007'))).toEqual([{at: 6, shown: 'a name » \\u{0007}'}])
})
