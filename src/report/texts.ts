import {drill as enDrill} from '#src/i18n/en/drill.ts'
import {facts as enFacts} from '#src/i18n/en/facts.ts'
import {questions as enQuestions} from '#src/i18n/en/questions.ts'
import {repairs as enRepairs} from '#src/i18n/en/repairs.ts'
import {report as enReport} from '#src/i18n/en/report.ts'
import {states as enStates} from '#src/i18n/en/states.ts'
import {timeline as enTimeline} from '#src/i18n/en/timeline.ts'
import {drill as trDrill} from '#src/i18n/tr/drill.ts'
import {facts as trFacts} from '#src/i18n/tr/facts.ts'
import {questions as trQuestions} from '#src/i18n/tr/questions.ts'
import {repairs as trRepairs} from '#src/i18n/tr/repairs.ts'
import {report as trReport} from '#src/i18n/tr/report.ts'
import {states as trStates} from '#src/i18n/tr/states.ts'
import {timeline as trTimeline} from '#src/i18n/tr/timeline.ts'
import type {Language} from '#src/session/events.ts'

// Both languages at once: an export is in its session's language, not in that of the process that writes it.
const byLanguage = {
  en: {
    language: 'en',
    report: enReport,
    drill: enDrill,
    facts: enFacts,
    questions: enQuestions,
    repairs: enRepairs,
    states: enStates,
    timeline: enTimeline,
  },
  tr: {
    language: 'tr',
    report: trReport,
    drill: trDrill,
    facts: trFacts,
    questions: trQuestions,
    repairs: trRepairs,
    states: trStates,
    timeline: trTimeline,
  },
} as const

export interface ReportWords {
  readonly language: Language
  readonly report: typeof enReport
  readonly drill: typeof enDrill
  readonly facts: typeof enFacts
  readonly questions: typeof enQuestions
  readonly repairs: typeof enRepairs
  readonly states: Readonly<Record<keyof typeof enStates, (typeof enStates)[keyof typeof enStates]>>
  readonly timeline: typeof enTimeline
}

export const wordsIn = (language: Language): ReportWords => byLanguage[language === 'tr' ? 'tr' : 'en']
