import {type Scenario, sound} from '../scenario.ts'

/** The certificate expired in the evening. No backup holds a newer one: a rollback heals nothing. */
export const expiredCertificate: Scenario = {
  name: 'expired-certificate',
  release: sound,
  certificateDays: -1,
  database: 'running',
  backups: [{hoursOld: 5}, {hoursOld: 29}],
  rollback: {pace: 400, failures: 0, workersAfter: 1_000},
}
