import { createInterface } from 'node:readline'
import type { ScriptedChat } from './chat.ts'

const USER = 'terminal'

/** A talk for a person at a terminal: what is typed is said, as on a phone, and `/2` presses the second button: a number alone may be an answer. */
export async function talk(chat: ScriptedChat): Promise<void> {
  const input = createInterface({ input: process.stdin, output: process.stdout, prompt: '\n> ' })
  // taken at once: lines that come before somebody listens would be lost
  const rows = input[Symbol.asyncIterator]()
  let isClosed = false
  input.on('close', () => {
    isClosed = true
  })
  console.log('話しかけてください。/1 のように打つとボタンを押せます。/sticker でスタンプ、/quit で終わります。')
  await show({ user: USER, event: 'follow' })
  if (!isClosed) input.prompt()
  for await (const line of rows) {
    const text = line.trim()
    if (text === '/quit') break
    if (text !== '') await show(lineOf(text))
    // piped input may have ended meanwhile
    if (!isClosed) input.prompt()
  }
  input.close()

  function lineOf(text: string) {
    if (text === '/sticker') return { user: USER, event: 'sticker' }
    const choice = /^\/\d{1,2}$/.test(text) ? chat.choices(`line:${USER}`)[Number(text.slice(1)) - 1] : undefined
    return choice ? { user: USER, tap: choice.id } : { user: USER, text }
  }

  async function show(line: object) {
    const reply = await chat.take(JSON.stringify(line))
    if ('error' in reply) return console.log(`! ${reply.error}`)
    let number = 0
    for (const message of reply.messages) {
      console.log(`\n${message.text}`)
      const buttons = message.choices.map((choice) => `[/${++number}] ${choice.label}`)
      if (buttons.length > 0) console.log(`\n  ${buttons.join('  ')}`)
    }
  }
}
