import {test} from 'vitest'
import {expectNightsToAgree} from '../helpers/night-agreement.ts'

test(
  'a night on the screen, of any size, leaves the same facts as the same night in lines',
  () => expectNightsToAgree('tr'),
  300_000,
)
