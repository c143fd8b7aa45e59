import {journalTask, replayTask} from './journal-task.ts'
import {openTask} from './open-task.ts'
import {outputTask} from './output-task.ts'

/** What is measured of our modules themselves, each in a process of its own. */
export const benchTasks = {
  open: openTask,
  journal: journalTask,
  replay: replayTask,
  output: outputTask,
}
