import {expect, test} from 'vitest'
import {createCookieJar} from '#src/net/cookies.ts'

const at = (url: string): URL => new URL(url)

test('a cookie goes back to where it came from, and to nobody else', () => {
  const jar = createCookieJar()
  jar.store(['a=1; Path=/app'], at('https://one.example/app/x'))
  expect(jar.headerFor(at('https://one.example/app'))).toBe('a=1')
  expect(jar.headerFor(at('https://one.example/app/deep'))).toBe('a=1')
  expect(jar.headerFor(at('https://one.example/apple'))).toBe('')
  expect(jar.headerFor(at('https://two.example/app'))).toBe('')
  expect(jar.headerFor(at('https://sub.one.example/app'))).toBe('')
})

test('a domain holds for the hosts below it, and no host can set one that is not its own', () => {
  const jar = createCookieJar()
  jar.store(['a=1; Domain=.one.example; Path=/'], at('https://app.one.example/'))
  expect(jar.headerFor(at('https://one.example/'))).toBe('a=1')
  jar.store(['b=1; Domain=two.example', 'c=1; Domain=example'], at('https://app.one.example/'))
  expect(jar.headerFor(at('https://two.example/'))).toBe('')
  expect(jar.headerFor(at('https://any.example/'))).toBe('')
})

test('a secure cookie never goes over http, and one that comes over http is not kept', () => {
  const jar = createCookieJar()
  jar.store(['a=1; Secure; Path=/'], at('https://one.example/'))
  expect(jar.headerFor(at('http://one.example/'))).toBe('')
  expect(jar.get('a', at('https://one.example/'))).toBe('1')
  jar.store(['b=1; Secure'], at('http://one.example/'))
  expect([...jar.refused]).toEqual(['b'])
})

test('a cookie ends by its age, its date, or by being taken back', () => {
  let now = 1_000_000
  const jar = createCookieJar(() => now)
  const here = at('https://one.example/')
  jar.store(['a=1; Max-Age=10', `b=1; Expires=${new Date(now + 5_000).toUTCString()}`, 'c=1'], here)
  expect(jar.headerFor(here)).toBe('a=1; b=1; c=1')
  now += 6_000
  expect(jar.headerFor(here)).toBe('a=1; c=1')
  jar.store(['c=; Max-Age=0'], here)
  expect(jar.headerFor(here)).toBe('a=1')
})

test('a value may hold an equals sign, and what is no cookie is left out', () => {
  const jar = createCookieJar()
  const here = at('https://one.example/')
  jar.store(['a=b=c', '=nothing', 'nonsense', `big=${'x'.repeat(10_000)}`], here)
  expect(jar.headerFor(here)).toBe('a=b=c')
})
