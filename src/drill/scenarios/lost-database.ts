import {type Scenario, sound} from '../scenario.ts'

/** The database does not answer: it cannot be backed up, and the way back goes without a backup of tonight. */
export const lostDatabase: Scenario = {
  name: 'lost-database',
  release: sound,
  certificateDays: 70,
  database: 'lost',
  backups: [{hoursOld: 5}, {hoursOld: 29, cut: true}, {hoursOld: 53}],
  rollback: {pace: 400, failures: 0, workersAfter: 2_000},
}
