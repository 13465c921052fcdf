/** What stands for words a person would type. */
const COMMANDS: Readonly<Record<string, string>> = {
  '': 'メニュー',
  質問: 'メニュー',
  診断: '診断をはじめる',
  相談: 'アドバイザーに相談したい',
}

export const MENU = COMMANDS['']!
export const TALK = COMMANDS.相談!

/** `/career 診断`, `/career 質問 経理って何？`, `/career`: the same as if it had been said. */
export function wordsOf(command: string): string {
  const text = command.trim()
  // whatever a person types: `constructor` is no command
  const known = Object.hasOwn(COMMANDS, text) ? COMMANDS[text] : undefined
  return known ?? text.replace(/^質問\s+/, '')
}

/** Offered in the empty chat, and in the app's manifest; Slack shows up to four. */
export const PROMPTS = [
  { title: '適性チェックをはじめる', message: '診断をはじめる' },
  { title: '営業ってどんな仕事？', message: '営業ってどんな仕事？' },
  { title: '事務の仕事が知りたい', message: '事務ってどんな仕事？' },
  { title: 'アドバイザーに相談', message: 'アドバイザーに相談したい' },
]
