import {join} from 'node:path'

/** The files of one command, in its own directory `commands/0001`; all 0600, or 0640 in a shared session. */
export interface CommandFiles {
  readonly spec: string
  /** The exact text, for a person who looks. */
  readonly text: string
  /** What a message's command reads as its standard input. */
  readonly input: string
  /** What the command writes to; the runner reads its other end. */
  readonly fifo: string
  readonly started: string
  readonly exit: string
  /** Space that is given up when the disk is full, so that how the command ended can still be written. */
  readonly reserve: string
  /** What the runner itself has to complain about. */
  readonly runnerLog: string
  /** Where a drainer holds its own lock: the command's lock means that its runner lives. */
  readonly drain: string
  /** Output that came after the command itself had ended, from what it left behind. */
  readonly late: string
}

export const commandFiles = (dir: string): CommandFiles => ({
  spec: join(dir, 'spec.json'),
  text: join(dir, 'command.txt'),
  input: join(dir, 'input.txt'),
  fifo: join(dir, 'output.fifo'),
  started: join(dir, 'started.json'),
  exit: join(dir, 'exit.json'),
  reserve: join(dir, 'exit.reserve'),
  runnerLog: join(dir, 'runner.log'),
  drain: join(dir, 'drain'),
  late: join(dir, 'late'),
})
