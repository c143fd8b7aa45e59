import type * as z from 'zod/mini'
import type {httpSchema} from '#src/checks/http.ts'
import type {httpStep} from '#src/checks/http-step.ts'

export type HttpOptions = z.output<typeof httpSchema>
export type Step = z.output<typeof httpStep>
export type Expect = NonNullable<Step['expect']>

/** A step, and what the probe that wrote it says for all of its steps. */
export interface PlacedStep {
  readonly step: Step
  readonly base: string | undefined
}

/** The steps of a probe: as written, or its only request as the only step. */
export const stepsOf = (options: HttpOptions): readonly PlacedStep[] => {
  const base = options.base || undefined
  if (options.steps !== undefined) return options.steps.map(step => ({step, base}))
  const {url, method, headers, form, json, body, csrf, follow, expect, report} = options
  const step = {url, method, headers, form, json, body, csrf, follow, expect, report} as Step
  return [{step, base}]
}
