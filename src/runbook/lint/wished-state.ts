import type {Item, Runbook} from '../types.ts'
import {itemsOf} from '../walk.ts'
import type {Finding} from './finding.ts'

// Only what can hardly be meant otherwise: "Check constraints: valid" and "Test users can log in" begin with nouns, "Tell
// management" is something to do and has to be. A rule that cries wolf is switched off.
const tellsInEnglish = [
  /^(?:please\s+)?(?:verify|validate|ensure|double[- ]check|make\s+sure)\b(?!\s*[-–—:]|$)/i,
  /^(?:please\s+)?confirm\b(?!\s*[-–—:]|$|\s+(?:with|to|by|your|receipt)\b)/i,
  /^(?:please\s+)?(?:check|test)\s+(?:that|if|whether|for|the|all|every|each|on)\b/i,
  // "Check Redis", "Check disk space": two or three words, none of which says how it is.
  /^(?:please\s+)?check\s+(?!.*\b(?:is|are|was|were|has|have|can|ok|up|done|valid|green|pass\w*|\w+ed)\b)\S+(?:\s+\S+)?$/i,
]

const tellsInTurkish = [
  /(?:^|\s)(?:kontrol|test|teyit|tespit)\s+(?:et|edin|ediniz|edelim|edilmeli|edilmelidir|edilecek|edilsin)$/i,
  /(?:^|\s)emin\s+(?:ol|olun|olunuz|olunmalı|olunmalıdır|olunsun)$/i,
  /(?:^|\s)(?:doğrula|denetle)(?:yın|yınız|yin|yiniz|yalım|yelim|nmalı|nmalıdır|nmeli|nmelidir|nacak|necek|nsın|nsin)?$/i,
]

/** What of a title answers it, in "Redis: answers"; all of it where nothing is asked. */
const answersOf = (title: string): readonly string[] => {
  const bare = title
    .normalize('NFC')
    .replace(/\s*\([^()]*\)\s*$/, '')
    .replace(/[.!…]+$/, '')
    .trim()
  const colon = bare.search(/:\s/)
  return colon === -1 ? [bare] : [bare.slice(colon + 1).trim()]
}

/** Whether a title tells what to do instead of what is to be seen when all is well. */
export const tellsToDo = (title: string): boolean =>
  answersOf(title).some(answer => [...tellsInEnglish, ...tellsInTurkish].some(form => form.test(answer)))

const isCheck = (item: Item): boolean =>
  item.kind === 'sensed' || (item.kind === 'manual' && item.children.length === 0)

export const wishedStates = (runbook: Runbook): readonly Finding[] =>
  itemsOf(runbook)
    .filter(item => isCheck(item) && tellsToDo(item.title))
    .map(({position, title}) => ({at: position, detail: {code: 'wished-state', title}}))
