import htm from 'htm'
import { h } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

export const html = htm.bind(h)

const lastOf = new Map()

/**
 * Does something as a person, or to the world; the page learns of the change
 * by its event stream. What one person does arrives in the order they did it,
 * as from a phone, however slow the way is.
 */
export async function act(does) {
  if (does.user === undefined) return await send(does)
  const mine = Promise.resolve(lastOf.get(does.user)).then(() => send(does))
  lastOf.set(
    does.user,
    mine.catch(() => undefined),
  )
  // awaited here, so that a failure nobody looks at is still told
  return await mine
}

/** What somebody did was not taken, and why, in words for them. */
export class ActError extends Error {}

const AWAY = '届きませんでした。ボットが動いているときに、もう一度どうぞ。'

async function send(does) {
  const answer = await fetch('act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(does),
  }).catch((cause) => {
    throw new ActError(AWAY, { cause })
  })
  const result = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new ActError(result.problem ?? (answer.status >= 500 ? AWAY : `${answer.status}`))
  return result
}

/** What is being written: gone once it is sent, and back if it could not be. */
export function useDraft(start, onSend) {
  const [text, setText] = useState(start)
  async function send(event) {
    event.preventDefault()
    if (text.trim() === '' || text === start) return
    setText(start)
    try {
      await onSend(text)
    } catch (error) {
      setText((now) => (now === start ? text : now))
      throw error
    }
  }
  return { text, setText, send }
}

export async function load(viewers) {
  const answer = await fetch(`view?${new URLSearchParams(viewers)}`)
  return await answer.json()
}

const part = (options) => new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', ...options })
const clock = part({ hour: '2-digit', minute: '2-digit' })
const day = part({ month: 'numeric', day: 'numeric', weekday: 'short' })
export const timeOf = (ms) => clock.format(ms)
export const dayOf = (ms) => day.format(ms)

/** Keeps a list of messages at its end while it grows, unless somebody has scrolled up to read. */
export function useEnd(grows) {
  const list = useRef()
  const isAtEnd = useRef(true)
  const sizes = useRef()
  useLayoutEffect(() => {
    const element = list.current
    let top = 0
    const toEnd = () => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight
    }
    const scrolled = () => {
      if (element.scrollHeight - element.scrollTop - element.clientHeight < 40) isAtEnd.current = true
      // a list that became shorter or longer under the reader has not been scrolled by them
      else if (element.scrollTop < top) isAtEnd.current = false
      top = element.scrollTop
    }
    element.addEventListener('scroll', scrolled)
    // without a message, too: what stands below comes and goes, letters and pictures load late
    sizes.current = new ResizeObserver(toEnd)
    sizes.current.observe(element)
    return () => {
      element.removeEventListener('scroll', scrolled)
      sizes.current.disconnect()
    }
  }, [])
  useLayoutEffect(() => {
    for (const one of list.current.children) sizes.current.observe(one)
    if (isAtEnd.current) list.current.scrollTop = list.current.scrollHeight
  }, [grows])
  return list
}
