import type {Scenario, ScenarioName} from '../scenario.ts'
import {badRelease} from './bad-release.ts'
import {dataMissing} from './data-missing.ts'
import {expiredCertificate} from './expired-certificate.ts'
import {failingRollback} from './failing-rollback.ts'
import {lostDatabase} from './lost-database.ts'
import {quietNight} from './quiet-night.ts'

/** The scenarios by name; the first is the usual one. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  'bad-release': badRelease,
  'expired-certificate': expiredCertificate,
  'data-missing': dataMissing,
  'lost-database': lostDatabase,
  'failing-rollback': failingRollback,
  'quiet-night': quietNight,
}
