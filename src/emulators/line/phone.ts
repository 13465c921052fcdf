import { actionOf } from './buttons.ts'
import { type Event, type Sender, TOKEN_LIFE } from './sender.ts'
import type { LineState, Person, Shown } from './state.ts'

/** What a test or the playground does as a person with a phone; each resolves with the webhook's HTTP status. */
export interface Phone {
  /** Both sides of a chat, oldest first, as it went over the wire. */
  chat(userId: string): readonly Shown[]
  addUser(user: { userId: string; displayName: string }): void
  follow(userId: string): Promise<number>
  unfollow(userId: string): Promise<number>
  say(userId: string, text: string): Promise<number>
  /** Presses a button on screen, by its label or its data. */
  tap(userId: string, choice: string): Promise<number>
  pick(userId: string, data: string, datetime: string): Promise<number>
  sticker(userId: string, keywords?: readonly string[]): Promise<number>
  media(userId: string, type: 'image' | 'video' | 'audio' | 'file' | 'location'): Promise<number>
  unsend(userId: string, messageId: string): Promise<number>
  /** What a person did, as events that are not sent yet: for `post`, in any order and as often as wished. */
  readonly events: {
    say(userId: string, text: string): Event
    tap(userId: string, choice: string): Event
  }
  /** Sends any events in one signed request, as they are; to the webhook, or to another address. */
  post(events: readonly object[], to?: string): Promise<number>
  /** The last request once more, as LINE redelivers. */
  redeliver(): Promise<number>
}

export function createPhone(
  state: LineState,
  { post, redeliver }: Pick<Sender, 'post' | 'redeliver'>,
  { now, changed }: { now(): number; changed(): void },
): Phone {
  /** Somebody unknown becomes a friend. */
  function person(userId: string): Person {
    const known = state.people.get(userId)
    if (known) return known
    const created: Person = { userId, displayName: userId, isFriend: true, chat: [], loadingUntil: 0 }
    state.people.set(userId, created)
    changed()
    return created
  }

  function event(userId: string, fields: Record<string, unknown>, canReply = true): Record<string, unknown> {
    const replyToken = `reply-${state.next++}`
    if (canReply) state.tokens.set(replyToken, { userId, at: now(), until: now() + TOKEN_LIFE, isUsed: false })
    return {
      mode: 'active',
      timestamp: now(),
      webhookEventId: `01EVENT${String(state.next++).padStart(8, '0')}`,
      deliveryContext: { isRedelivery: false },
      source: { type: 'user', userId },
      ...(canReply ? { replyToken } : {}),
      ...fields,
    }
  }

  function show(userId: string, message: Record<string, unknown>, id = String(state.next++)) {
    person(userId).chat.push({ from: 'person', at: now(), id, message })
    changed()
    return id
  }

  const written = (userId: string, content: Record<string, unknown>): Event => {
    const id = show(userId, content)
    return event(userId, { type: 'message', message: { id, quoteToken: `q${id}`, ...content } })
  }
  const message = (userId: string, content: Record<string, unknown>) => post([written(userId, content)])

  function tapped(userId: string, choice: string): Event {
    const action = actionOf(state, person(userId), choice)
    const data = String(action?.data ?? choice)
    if (action?.displayText) show(userId, { type: 'text', text: action.displayText })
    return event(userId, { type: 'postback', postback: { data } })
  }

  return {
    chat: (userId) => person(userId).chat,
    addUser({ userId, displayName }) {
      state.people.set(userId, { userId, displayName, isFriend: true, chat: [], loadingUntil: 0 })
      changed()
    },
    follow(userId) {
      const isUnblocked = state.people.get(userId)?.isFriend === false
      person(userId).isFriend = true
      changed()
      return post([event(userId, { type: 'follow', follow: { isUnblocked } })])
    },
    unfollow(userId) {
      person(userId).isFriend = false
      changed()
      return post([event(userId, { type: 'unfollow' }, false)])
    },
    say: (userId, text) => message(userId, { type: 'text', text }),
    tap: (userId, choice) => post([tapped(userId, choice)]),
    pick: (userId, data, datetime) =>
      post([event(userId, { type: 'postback', postback: { data, params: { datetime } } })]),
    sticker: (userId, keywords = []) =>
      message(userId, { type: 'sticker', packageId: '1', stickerId: '1', stickerResourceType: 'STATIC', keywords }),
    media(userId, type) {
      const extra =
        type === 'location'
          ? { title: '', address: '東京', latitude: 35, longitude: 139 }
          : type === 'file'
            ? { fileName: 'cv.pdf', fileSize: 1 }
            : { contentProvider: { type: 'line' } }
      return message(userId, { type, ...extra })
    },
    unsend(userId, messageId) {
      const taken = person(userId).chat.find(({ id }) => id === messageId)
      if (taken) taken.isUnsent = true
      changed()
      return post([event(userId, { type: 'unsend', unsend: { messageId } }, false)])
    },
    events: { say: (userId, text) => written(userId, { type: 'text', text }), tap: tapped },
    post: (events, to) => post(events as Event[], to),
    redeliver,
  }
}
