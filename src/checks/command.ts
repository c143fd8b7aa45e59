import * as z from 'zod/mini'
import {type Check, probeFields} from './check.ts'
import {bodyExpectation} from './expectation.ts'
import {about, fields, integer, listOf, oneOrMore, template, text, variableName} from './scalars.ts'

const expectation = fields({
  code: z.optional(about(oneOrMore(integer(0, 255)), 'The exit code is one of these. Default 0.')),
  output: z.optional(about(bodyExpectation, 'What occurs in the standard output.')),
  errors: z.optional(about(bodyExpectation, 'What occurs in the standard error.')),
})

export const commandSchema = probeFields('command', {
  run: about(listOf(text), 'The program and its arguments, no shell between. For a shell: [bash, -c, "…"].'),
  env: z.optional(
    about(z.record(variableName, template), 'Variables for the command, besides our environment.'),
  ),
  expect: z.optional(about(expectation, 'What is expected of its end. Default: exit code 0.')),
}).check(z.describe('A command that only looks. One that changes something says `effects: true`.'))

// We cannot know what a command costs or touches: never by itself.
export const command: Check = {defaults: () => ({timeout: 30_000, every: null})}
