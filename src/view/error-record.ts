// As Django and Python, nginx, PostgreSQL, systemd and structured logs mark them.
const marks =
  /\b(?:ERROR|FATAL|CRITICAL|PANIC|EMERG|ALERT)\b|\[(?:error|crit|alert|emerg)\]|^Traceback \(most recent call last\)|\blevel=(?:error|fatal|critical)\b|"level":\s*"(?:error|fatal|critical)"/

/** Whether a line of a log records an error. */
export const isErrorRecord = (line: string): boolean => marks.test(line)
