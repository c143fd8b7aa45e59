/** What a command wanted that it cannot have here: it has no terminal and nobody answers its questions. */
export type TerminalHint = 'password' | 'host-key' | 'terminal'

// As sudo, ssh, git, psql, docker and the C library say it.
const patterns: readonly (readonly [TerminalHint, RegExp])[] = [
  [
    'password',
    /a password is required|no askpass program|password for \[?|terminal is required to (?:read the password|authenticate)|no password supplied|password authentication failed|could not read (?:Username|Password)|Permission denied \([^)]*(?:publickey|password)|Enter passphrase|sudo: .*(?:tty|terminal)|Authentication failure|su: must be run from a terminal/i,
  ],
  ['host-key', /Host key verification failed|authenticity of host .* can't be established/i],
  [
    'terminal',
    /not a (?:tty|terminal)|no tty present|cannot open \/dev\/tty|\/dev\/tty: No such device|Inappropriate ioctl for device|the input device is not a TTY|open terminal failed|TERM environment variable not set|\[(?:y\/n|yes\/no)\]|\(yes\/no(?:\/\[fingerprint\])?\)|\[y\/N\]/i,
  ],
]

/** Why a command that failed may have done so, by the last words of its output; null: nothing points to it. */
export const terminalHint = (tail: string): TerminalHint | null =>
  patterns.find(([, pattern]) => pattern.test(tail))?.[0] ?? null

/** Whether a command's text runs something as another account. */
export const usesSudo = (text: string): boolean => /(?:^|[\s;&|(`])sudo(?:\s|$)/.test(text)
