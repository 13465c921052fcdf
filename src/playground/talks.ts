import type { Act } from './acts.ts'
import type { ScriptLine } from './record.ts'

const iso = (ms: number) => new Date(ms).toISOString()

/** What each person on LINE has done so far, in the words of the scripted chat. */
export function createTalks() {
  const talks = new Map<string, ScriptLine[]>()
  return {
    of: (user: string): readonly ScriptLine[] => talks.get(user) ?? [],
    heard(act: Act, user: string, at: number) {
      const did = scripted(act)
      if (did) talks.set(user, [...(talks.get(user) ?? []), { user: 'u1', at: iso(at), ...did }])
    },
  }
}

export type Talks = ReturnType<typeof createTalks>

function scripted(act: Act): Omit<ScriptLine, 'user' | 'at'> | undefined {
  switch (act.do) {
    case 'line.add':
    case 'line.follow':
      return { event: 'follow' }
    case 'line.block':
      return { event: 'unfollow' }
    case 'line.say':
      return { text: act.text }
    case 'line.tap':
      // labels outlive the ids of receipts and drafts
      return { tap: act.label ?? act.data }
    case 'line.pick':
      return { text: act.datetime.replace('T', ' ') }
    case 'line.sticker':
      return { event: 'sticker' }
    case 'line.media':
      return { event: act.type }
    default:
      return undefined
  }
}
