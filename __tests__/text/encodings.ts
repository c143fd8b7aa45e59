import {safe, safeBlock} from '#src/text/safe.ts'

const percentLower = (text: string): string => text.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase())
const ascii = (json: string): string =>
  json.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
const form = (text: string): string => new URLSearchParams({x: text}).toString().slice(2)
const base64At = (padding: number, encoding: 'base64' | 'base64url', text: string): string =>
  Buffer.from(`${'k'.repeat(padding)}${text}zz`).toString(encoding)

/** The ways in which a value comes out of other people's programs, made with Node's own encoders. */
export const encodings: Readonly<Record<string, (text: string) => string>> = {
  raw: text => text,
  json: text => JSON.stringify(text),
  'json in json': text => JSON.stringify(JSON.stringify({text})),
  'json, ascii only': text => ascii(JSON.stringify(text)),
  'json, escaped slashes': text => JSON.stringify(text).replaceAll('/', '\\/'),
  'url component': encodeURIComponent,
  'url component, lower case': text => percentLower(encodeURIComponent(text)),
  'url form': form,
  'url form, lower case': text => percentLower(form(text)),
  'url user part': text => {
    const url = new URL('http://h/')
    url.password = text
    return url.href
  },
  hex: text => Buffer.from(text).toString('hex'),
  'hex, upper case': text => Buffer.from(text).toString('hex').toUpperCase(),
  'base64 at 0': text => base64At(0, 'base64', text),
  'base64 at 1': text => base64At(1, 'base64', text),
  'base64 at 2': text => base64At(2, 'base64', text),
  'base64url at 0': text => base64At(0, 'base64url', text),
  'base64url at 1': text => base64At(1, 'base64url', text),
  'base64url at 2': text => base64At(2, 'base64url', text),
  'basic authorization': text => Buffer.from(`user:${text}`).toString('base64'),
  'base64, wrapped': text => base64At(1, 'base64', text).replace(/.{9}/g, '$&\r\n'),
  safe: text => safe(`- ${text} -`),
  'safe block': text => safeBlock(`-\t${text}\t-`),
  html: text =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  'shell quotes': text => `'${text.replaceAll("'", "'\\''")}'`,
}

/** Secrets that each encoder changes in another way. */
export const canaries: readonly string[] = [
  'canary-4f9a1c2e7b',
  'p@ss/w+rd=%41&"quoted"\'s',
  'şifre: Çok gizli ğüöı',
  '🔑 key with spaces 🔒',
  'back\\slash\\and$dollar`tick',
  'tab\tand\x1b[31mescape\x07',
  '-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\nEFAASCBKcwggSjAgEAAoIBAQC7\n-----END KEY-----\n',
  '<script>&amp;</script>',
]

/** Whether any encoding of the text, or the text behind any, can be read out of what was printed. */
export const survives = (text: string, printed: string): boolean => {
  const joined = printed.replace(/[\r\n]+/g, '')
  const wanted = text.replace(/[\r\n]+/g, '')
  const lines = text.split('\n').filter(line => line.length >= 16 && !line.startsWith('---'))
  if (printed.includes(text) || joined.includes(wanted) || lines.some(line => printed.includes(line)))
    return true
  const hex = Buffer.from(text).toString('hex')
  if (joined.toLowerCase().includes(hex)) return true
  const unpercented = Buffer.from(
    joined
      .replace(/\+/g, ' ')
      .replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  ).toString()
  if (unpercented.includes(wanted)) return true
  return [0, 1, 2, 3].some(cut => Buffer.from(joined.slice(cut), 'base64').includes(text))
}
