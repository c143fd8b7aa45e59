import {type Scenario, sound} from '../scenario.ts'

/** Somebody was woken by a false alarm. Everything works; the certificate wants to be renewed soon. Nothing is to be rolled back. */
export const quietNight: Scenario = {
  name: 'quiet-night',
  release: sound,
  certificateDays: 9,
  database: 'running',
  backups: [{hoursOld: 5}, {hoursOld: 29}],
  rollback: {pace: 400, failures: 0, workersAfter: 1_000},
}
