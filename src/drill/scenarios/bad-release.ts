import type {Scenario} from '../scenario.ts'

/** The new release answers slowly or with errors, and nobody can log in. The rollback heals it; the workers come back last. */
export const badRelease: Scenario = {
  name: 'bad-release',
  release: {slow: {every: 7, milliseconds: 2600}, login: 'broken', einvoice: 'broken'},
  certificateDays: 70,
  database: 'running',
  backups: [{hoursOld: 5}, {hoursOld: 29}, {hoursOld: 53}],
  rollback: {pace: 600, failures: 0, workersAfter: 12_000},
}
