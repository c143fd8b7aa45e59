/** As much of what `check --format json` prints as the bench reads. */
export interface CheckReport {
  readonly durationMs: number
  readonly items: readonly {
    readonly probe: string
    readonly outcome: string
    readonly summary: string
    readonly durationMs: number | null
  }[]
}
