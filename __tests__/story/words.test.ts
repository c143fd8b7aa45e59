import {expect, test} from 'vitest'
import {setUpPlace} from '../helpers/story.ts'

const night = `# Gece

## 1 Karar <!-- {id: decision, mode: decision} -->

- [ ] kötü <!-- {id: bad} -->

## 2 İşler <!-- {id: work} -->

| ad | yer |
| --- | --- |
| a | b |

- [ ] haber ver <!-- {id: tell, ask: [who, channel, floor]} -->
- [ ] grup <!-- {id: group} -->
  - [ ] ilk <!-- {id: one} -->
  - [ ] ikinci <!-- {id: two} -->

\`\`\`bash
# Çalıştır
echo oldu
\`\`\`
<!-- {id: go} -->
`

test('whoever decides while standing elsewhere stays there', async () => {
  const {operator} = await setUpPlace(night).start()
  await operator.says('goto tell')
  const said = await operator.says('decide rollback it is bad')
  expect(said).toContain('decision: roll back: it is bad')
  expect(said).not.toContain('one: ilk')
  await operator.says('goto bad')
  expect(await operator.says('decide rollback it is worse')).toContain('tell: haber ver')
})

test('in Turkish nothing stays English but the words that are typed', async () => {
  const place = setUpPlace(night)
  const {operator} = await place.start(['--lang', 'tr'])
  expect(await operator.says('set')).toContain('kullanım: set AD DEĞER')
  expect(await operator.says('decide')).toContain('kullanım: decide rollback|no|escalate CÜMLE')
  const section = await operator.says('goto tell')
  expect(section).toContain('| ad | yer |\n| --- | --- |\n| a | b |\n')
  expect(section).toContain('yanıtlanacak: kim, hangi kanaldan, floor')
  operator.types('done')
  await operator.sees('kim: ')
  operator.types('Ali')
  await operator.sees('hangi kanaldan: ')
  operator.types('')
  await operator.sees('floor: ')
  operator.types('3')
  expect(await operator.sees('rollcall> ')).toContain('"hangi kanaldan" yanıtlanmalı')
  await operator.says('goto go')
  operator.types('run')
  await operator.sees('çalıştır yazın')
  operator.types('run')
  expect(await operator.sees('rollcall> ')).toContain('onaylanmadı, hiçbir şey başlatılmadı')
  operator.types('run')
  await operator.sees('çalıştır yazın')
  operator.types('çalıştır')
  await operator.sees('çıkış kodu 0')
  await operator.sees('rollcall> ')
  await operator.says('goto go')
  expect(await operator.says('show')).toMatch(/çalıştırma 1, .* onayladı: bitti\n/)
})

test('the close-out names what is not simply done, and a group is not counted beside its items', async () => {
  const {operator} = await setUpPlace(night).start()
  await operator.says('goto one')
  await operator.says('skip not tonight')
  await operator.says('goto two')
  await operator.says('done')
  const said = await operator.says('finish')
  expect(said).toContain('  1 done\n')
  expect(said).toContain('  1 skipped: one\n')
  expect(said).toContain('  2 open: tell, go\n')
})
