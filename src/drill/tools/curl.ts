import {readRecord} from '../record.ts'

const withValue = new Set(['-X', '-H', '-d', '-o', '--data', '--header', '--request', '-m', '--max-time'])

/** `curl` as far as the runbook and the scripts use it. The addresses of production mean the drill's servers; nothing beyond loopback is asked. */
export const curl = async (root: string, args: readonly string[]): Promise<number> => {
  const record = readRecord(root)
  let address = ''
  let method: string | null = null
  let body: string | null = null
  let fails = false
  const headers: Record<string, string> = {}
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? ''
    const value = withValue.has(word) ? (args[++at] ?? '') : ''
    if (word === '-X' || word === '--request') method = value
    else if (word === '-d' || word === '--data') body = value
    else if (word === '-H' || word === '--header') {
      const [name = '', ...rest] = value.split(':')
      headers[name.trim()] = rest.join(':').trim()
    } else if (/^-[a-zA-Z]*f/.test(word) || word === '--fail') fails = true
    else if (!word.startsWith('-')) address = word
  }
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || record === null) {
    process.stderr.write(`curl: (3) URL rejected: ${address}\n`)
    return 3
  }
  if (url.host === 'localhost:9090') url.host = `127.0.0.1:${record.ports.prometheus}`
  if (url.hostname === 'grafana.finasis.com.tr') url.host = `127.0.0.1:${record.ports.grafana}`
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) {
    process.stderr.write(`curl: (7) a drill reaches nothing beyond loopback: ${url.host}\n`)
    return 7
  }
  try {
    const response = await fetch(url, {method: method ?? (body === null ? 'GET' : 'POST'), headers, body})
    const text = await response.text()
    if (fails && response.status >= 400) {
      process.stderr.write(`curl: (22) The requested URL returned error: ${response.status}\n`)
      return 22
    }
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
    return 0
  } catch {
    process.stderr.write(`curl: (7) Failed to connect to ${url.hostname} port ${url.port}\n`)
    return 7
  }
}
