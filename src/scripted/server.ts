import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const NOTE = 'data/emulators.json'

interface Shown {
  readonly from: 'bot' | 'person'
  readonly message: { readonly text?: string; readonly altText?: string }
}

/** The stand-in for LINE of a server that runs from this folder; undefined when there is none. */
export async function findServer(): Promise<string | undefined> {
  if (!existsSync(NOTE)) return undefined
  try {
    const { line } = JSON.parse(readFileSync(NOTE, 'utf8')) as { line: string }
    const answer = await fetch(`${line}/emulator/chat`, { signal: AbortSignal.timeout(500) })
    return answer.ok ? line : undefined
  } catch {
    return undefined // the server has ended since
  }
}

/** A talk with the running server, as a person on LINE. */
export async function talkToServer(line: string): Promise<void> {
  const url = `${line}/emulator/phone?user=Uterminal${process.pid}`
  const input = createInterface({ input: process.stdin, output: process.stdout, prompt: '\n> ' })
  // taken at once: lines that come before somebody listens would be lost
  const rows = input[Symbol.asyncIterator]()
  let isClosed = false
  input.on('close', () => {
    isClosed = true
  })
  let seen = 0
  let labels: string[] = []
  console.log(
    '動いているサーバーに、LINEの人としてつながりました。/1 のように打つとボタンを押せます。/sticker でスタンプ、/quit で終わります。',
  )

  const act = async (body: object) => {
    await fetch(url, { method: 'POST', body: JSON.stringify(body) })
    await show()
  }
  /** Waits until the bot has been quiet for a moment, then prints what it said. */
  const show = async () => {
    let known = -1
    let chat: Shown[] = []
    for (let tries = 0; tries < 40 && (known !== chat.length || chat.length === seen); tries++) {
      known = chat.length
      await new Promise((resolve) => setTimeout(resolve, 120))
      chat = (await (await fetch(url)).json()) as Shown[]
    }
    const fresh = chat.slice(seen).filter((one) => one.from === 'bot')
    seen = chat.length
    for (const { message } of fresh) console.log(`\n${message.text ?? message.altText ?? ''}`)
    const found = [...JSON.stringify(fresh).matchAll(/"action":\{[^}]*?"label":"((?:[^"\\]|\\.)*)"/g)].map(
      ([, label]) => JSON.parse(`"${label}"`) as string,
    )
    if (fresh.length > 0) labels = [...new Set(found)]
    if (labels.length > 0) console.log(`\n  ${labels.map((label, index) => `[/${index + 1}] ${label}`).join('  ')}`)
  }

  await act({ event: 'follow' })
  if (!isClosed) input.prompt()
  for await (const row of rows) {
    const text = row.trim()
    if (text === '/quit') break
    const label = /^\/\d{1,2}$/.test(text) ? labels[Number(text.slice(1)) - 1] : undefined
    if (text === '/sticker') await act({ event: 'sticker' })
    else if (label) await act({ tap: label })
    else if (text !== '') await act({ text })
    // piped input may have ended meanwhile
    if (!isClosed) input.prompt()
  }
  input.close()
}
