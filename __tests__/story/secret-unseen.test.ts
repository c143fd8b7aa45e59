import {expect, test} from 'vitest'
import {sitAtShell} from '../helpers/screen-shell.ts'
import {filesBelow, setUpPlace} from '../helpers/story.ts'

const night = '# N\n\n```bash\n./tell.sh <TOKEN>\n```\n<!-- {id: tell, safe: true} -->\n'
const probes = "inputs:\n  TOKEN: {ask: 'the token', secret: true}\n"
const secret = 'zuLu-4711-quebec'

test('a secret that is asked for by lines on a terminal is not echoed, and whatever ends that turns the echo on again', async () => {
  const place = setUpPlace(night, probes)
  place.script('tell.sh', 'echo told')
  const operator = sitAtShell(place, ['-c', '(eval "$NIGHT"); stty -a'], {TERM: 'dumb'})
  await operator.sees('rollcall>')
  await operator.sees('"set TOKEN" asks')
  operator.sends('set TOKEN\r')
  await operator.sees(/^TOKEN:/m)
  operator.sends(`${secret}\r`)
  await operator.sees('TOKEN = (secret, set)')
  operator.sends('run\r')
  await operator.sees('exit code 0')
  // What is typed afterwards can be seen again
  operator.sends('note seen again\r')
  await operator.sees('note seen again')
  // Left in the middle of asking
  operator.sends('goto tell\rset TOKEN\r')
  await operator.sees(/TOKEN:\s*$/)
  operator.sends(secret)
  operator.sends('\u0003')
  const left = (await operator.sees(/ -?echo\b/)).join('\n')
  expect(left).toMatch(/ echo\b/)
  expect(left).not.toContain('-echo ')
  await operator.leaves
  expect(operator.bytes().includes(secret)).toBe(false)
  expect(filesBelow(place.home).filter(({bytes}) => bytes.includes(secret))).toEqual([])
})
