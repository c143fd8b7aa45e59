import {type Scenario, sound} from '../scenario.ts'

/** The first run of the rollback script ends in the middle of restoring, and leaves the application down. A second one succeeds. */
export const failingRollback: Scenario = {
  name: 'failing-rollback',
  release: {...sound, login: 'broken'},
  certificateDays: 70,
  database: 'running',
  backups: [{hoursOld: 5}, {hoursOld: 29}],
  rollback: {pace: 400, failures: 1, workersAfter: 2_000},
}
