import type {AlarmTexts} from './en/alarm.ts'
import type {CliTexts} from './en/cli.ts'
import type {DeskTexts} from './en/desk.ts'
import type {DrillTexts} from './en/drill.ts'
import type {FactTexts} from './en/facts.ts'
import type {FaultTexts} from './en/faults.ts'
import type {FormTexts} from './en/forms.ts'
import type {HomeTexts} from './en/home.ts'
import type {IdentityTexts} from './en/identity.ts'
import type {KeyTexts} from './en/keys.ts'
import type {LineTexts} from './en/lines.ts'
import type {LintTexts} from './en/lint.ts'
import type {OpeningTexts} from './en/opening.ts'
import type {ProbingTexts} from './en/probing.ts'
import type {QuestionTexts} from './en/questions.ts'
import type {RefusalTexts} from './en/refusals.ts'
import type {RepairTexts} from './en/repairs.ts'
import type {RunsTexts} from './en/runs.ts'
import type {ScreenTexts} from './en/screen.ts'
import type {ShareTexts} from './en/share.ts'
import type {DataSightTexts} from './en/sights-data.ts'
import type {HostSightTexts} from './en/sights-host.ts'
import type {NetSightTexts} from './en/sights-net.ts'
import type {SpeechTexts} from './en/speech.ts'
import type {StateTexts} from './en/states.ts'
import type {TellingTexts} from './en/telling.ts'
import type {Language} from './locale.ts'

/** Every sentence of one language, by area. */
export interface Texts {
  readonly language: Language
  /** What is printed is read out by a screen reader: lines, in full words. */
  readonly spoken?: boolean
  readonly alarm: AlarmTexts
  readonly cli: CliTexts
  readonly facts: FactTexts
  readonly faults: FaultTexts
  readonly home: HomeTexts
  readonly lines: LineTexts
  readonly lint: LintTexts
  readonly opening: OpeningTexts
  readonly questions: QuestionTexts
  readonly refusals: RefusalTexts
  readonly repairs: RepairTexts
  readonly runs: RunsTexts
  readonly share: ShareTexts
  readonly desk: DeskTexts
  readonly drill: DrillTexts
  readonly forms: FormTexts
  readonly identity: IdentityTexts
  readonly keys: KeyTexts
  readonly screen: ScreenTexts
  readonly netSights: NetSightTexts
  readonly dataSights: DataSightTexts
  readonly hostSights: HostSightTexts
  readonly probing: ProbingTexts
  readonly speech: SpeechTexts
  readonly states: StateTexts
  readonly telling: TellingTexts
}

/** Loads the tables of one language; the other's are not read. */
export const loadTexts = async (language: Language): Promise<Texts> =>
  language === 'tr' ? (await import('./tr.ts')).tr : (await import('./en.ts')).en
