/** The release before tonight's, and that of tonight, with the migration that it brought. */
export const releases = {before: '4.1.3', tonight: '4.2.0'} as const

export type Release = (typeof releases)[keyof typeof releases]

export const apps = ['auth', 'einvoice', 'documents'] as const

const migrationsBefore = [
  'auth.0001_initial',
  'documents.0001_initial',
  'einvoice.0001_initial',
  'einvoice.0002_customer_tax_office',
] as const
export const migrationOfTonight = 'einvoice.0003_invoice_vat_breakdown'

export const migrationsOf = (release: string): readonly string[] =>
  release === releases.tonight ? [...migrationsBefore, migrationOfTonight] : migrationsBefore

/** The files that a release brings its migrations in. */
export const migrationFiles = (release: string): readonly string[] =>
  migrationsOf(release).map(key => {
    const [app = '', name = ''] = key.split('.')
    return `${app}/migrations/${name}.py`
  })
