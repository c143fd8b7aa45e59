import {type Scenario, sound} from '../scenario.ts'

/** E-invoices fail, and the last backup was taken of a database that lacked a tenth of its rows: after going back they are missing. */
export const dataMissing: Scenario = {
  name: 'data-missing',
  release: {...sound, einvoice: 'broken'},
  certificateDays: 70,
  database: 'running',
  backups: [{hoursOld: 5, lacks: 0.1}],
  rollback: {pace: 400, failures: 0, workersAfter: 1_000},
}
