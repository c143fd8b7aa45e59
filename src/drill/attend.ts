import {existsSync} from 'node:fs'
import {setTimeout as delay} from 'node:timers/promises'
import type {CodeOf} from '#src/i18n/code.ts'
import {sentence} from '#src/i18n/code.ts'
import type {DrillTexts} from '#src/i18n/en/drill.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {formatDuration} from '#src/text/duration.ts'
import {safe} from '#src/text/safe.ts'
import type {Layout} from './layout.ts'
import {followStack, type StackNews} from './stack/control.ts'

type News = CodeOf<DrillTexts>

export interface Attendance {
  /** Resolves when the stack is up; never where it does not come up: there is nothing that could raise an alarm. */
  readonly ready: Promise<void>
  /** Lets go of the drill: it waits for somebody to come back. */
  readonly leave: () => void
}

/** How long a stack's process may take until it answers at all. */
const PATIENCE = 20_000

/** Holds the drill and tells of its stack: how it comes up (`lasting` until the next), that it is up, that it is gone. */
export const attendStack = (
  layout: Layout,
  {texts, isResumed}: {readonly texts: Texts; readonly isResumed: boolean},
  tell: (news: News, lasting: boolean) => void,
): Attendance => {
  let isOver = false
  let isUp = isResumed
  let leave = (): void => undefined
  const ready = new Promise<void>(resolve => {
    const hear = (news: StackNews): void => {
      if (news.kind === 'step') {
        const step = sentence(texts.drill, {code: news.step})
        tell({code: 'coming-up', done: news.done, of: news.of, step}, true)
        return
      }
      if (news.kind === 'ready') {
        isUp = true
        tell({code: 'is-up', time: formatDuration(news.milliseconds, texts.language)}, false)
        resolve()
      } else tell({code: 'not-up', cause: safe(news.cause)}, true)
    }
    const gone = (): void => {
      if (isOver) return
      tell(isUp ? {code: 'is-gone'} : {code: 'not-up', cause: safe('drill.log')}, true)
    }
    const follow = async (): Promise<void> => {
      const giveUpAt = performance.now() + PATIENCE
      while (!existsSync(layout.control) && !isOver) {
        if (performance.now() > giveUpAt) return gone()
        await delay(10, undefined, {ref: false})
      }
      if (!isOver) leave = followStack(layout.control, hear, gone).leave
    }
    void follow()
  })
  return {
    ready,
    leave: () => {
      isOver = true
      leave()
    },
  }
}
