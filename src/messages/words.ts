import {messages as en, type MessageTexts} from '#src/i18n/en/messages.ts'
import {messages as tr} from '#src/i18n/tr/messages.ts'
import type {Language} from '#src/session/events.ts'

/** Both languages at once: whoever is told need not speak the operator's. */
export const messageWords = (language: Language): MessageTexts => (language === 'tr' ? tr : en)
