import { describe, expect, it } from 'vitest'
import { createPace } from '../../src/channels/slack/pace.ts'
import { MINUTE } from '../../src/time.ts'

describe('the pace in a Slack channel', () => {
  it.each([1, 5, 60])('holds nothing back because the clock was %i minutes ahead', async (minutes) => {
    let now = minutes * MINUTE
    const pace = createPace(
      () => now,
      async (moment) => {
        now = moment
      },
    )
    await pace.turn('C0DESK')
    pace.arrived('C0DESK')
    now = 0

    await expect(pace.turn('C0DESK')).resolves.toBeUndefined()
    // and goes on by the clock as it is now
    pace.hold('C0DESK', 30_000)
    await expect(pace.turn('C0DESK')).rejects.toMatchObject({ reason: 'rate_limited', after: 30_000 })
  })
})
