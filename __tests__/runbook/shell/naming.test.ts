import {describe, expect, test} from 'vitest'
import {linksIn, split} from './shells.ts'

const titles = (code: string): readonly string[] =>
  split(code).map(part => {
    const place =
      part.kind === 'command' && part.part !== null ? ` (${part.part.index}/${part.part.count})` : ''
    const what = part.kind === 'link' ? part.url : part.source
    return `${part.title}${place}: ${what}${part.note === null ? '' : ` [${part.note}]`}`
  })

describe('a comment names', () => {
  test.each([
    ['the command below it', '# Yedek al\n./backup.sh', ['Yedek al: ./backup.sh']],
    ['the command below a blank line', '# Yedek al\n\n\n./backup.sh', ['Yedek al: ./backup.sh']],
    ['two commands below it', '# Bak\nps\nlogs', ['Bak (1/2): ps', 'Bak (2/2): logs']],
    ['nothing behind a blank line once it has named one', '# Bak\nps\n\nlogs', ['Bak: ps', 'null: logs']],
    ['nothing behind the next comment', '# Bak\nps\n# Oku\nlogs', ['Bak: ps', 'Oku: logs']],
    [
      'commands over lines as one',
      '# Bak\nps \\\n -a\nlogs <<E\nE\nls',
      ['Bak (1/3): ps \\\n -a', 'Bak (2/3): logs <<E\nE', 'Bak (3/3): ls'],
    ],
    [
      'with all its lines',
      '# Yedek al,\n# bitene dek bekle.\n./backup.sh',
      ['Yedek al, bitene dek bekle.: ./backup.sh'],
    ],
    [
      'without the rules around it',
      '######\n## --- Yedek al --- ##\n######\n./backup.sh',
      ['Yedek al: ./backup.sh'],
    ],
    ['with the signs that are words', '# *.log ve -v\nls', ['*.log ve -v: ls']],
    ['but not a script’s first line', '#!/bin/bash\nls', ['null: ls']],
    ['with an indentation too', '  # Bak\n  ps', ['Bak: ps']],
  ])('%s', (_, code, expected) => {
    expect(titles(code)).toEqual(expected)
  })
})

describe('a link is', () => {
  test.each([
    ['a comment over an address', '# Panolara bak\n# http://grafana', ['Panolara bak: http://grafana']],
    [
      'each address under it',
      '# Bak\n# http://a\n# <https://b/c?d=e>',
      ['Bak: http://a', 'Bak: https://b/c?d=e'],
    ],
    ['between other comments', '# A\n# http://a\n# B\nls', ['A: http://a', 'B: ls']],
    ['named like the command below it', '# Bak\n# http://a\nls', ['Bak: http://a', 'Bak: ls']],
    ['not named like one behind a blank line', '# Bak\n# http://a\n\nls', ['Bak: http://a', 'null: ls']],
    [
      'a text that ends with an address and names nothing',
      '# Pano: http://a\n\n# B\nls',
      ['Pano: http://a', 'B: ls'],
    ],
    ['not one that names a command', '# Bkz. http://wiki\nls', ['Bkz. http://wiki: ls']],
    ['an address alone', '# http://a', ['http://a: http://a']],
  ])('%s', (_, code, expected) => {
    expect(titles(code)).toEqual(expected)
  })

  test('never what a script could run instead', () => {
    expect(linksIn(split('# Bak\n# javascript:alert(1)\n\n# Bak\n# file:///etc/passwd'))).toEqual([])
  })
})

test('a comment that names nothing is a note on what comes next, or on the last', () => {
  expect(titles('# UYARI: üretim\n\n# Bak\nps\n\n# Bitti')).toEqual(['Bak: ps [UYARI: üretim Bitti]'])
})

test('a title can be printed whatever the comment holds', () => {
  expect(split('# a\u001b[2J\u202eb\nls')[0]?.title).not.toMatch(/[\u001b\u202e]/)
})

test('lines are those of the fence', () => {
  expect(split('\n# A\n# http://a\n\n# B\n\nls\nps').map(part => part.line)).toEqual([1, 6, 7])
})
