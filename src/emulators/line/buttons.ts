import { menuOf } from './rich-menus.ts'
import type { LineState, Person } from './state.ts'

type Action = Readonly<Record<string, unknown>>

/** The action of the button a person means by its data or its label: of what the bot said, newest first, or of their menu. */
export function actionOf(state: LineState, person: Person, choice: string): Action | undefined {
  const actions = [...actionsIn(spoken(person)), ...actionsIn(menuOf(state, person.userId)?.menu)]
  return actions.find((one) => one.data === choice) ?? actions.find((one) => one.label === choice)
}

const spoken = (person: Person) => person.chat.toReversed().flatMap((one) => (one.from === 'bot' ? [one.message] : []))

/** Quick replies, every button of a card, and those of a menu. */
function actionsIn(shown: unknown): Action[] {
  const actions: Action[] = []
  const walk = (node: unknown) => {
    if (Array.isArray(node)) node.forEach(walk)
    else if (typeof node === 'object' && node !== null) {
      const { action } = node as { action?: Action }
      if (action) actions.push(action)
      Object.values(node).forEach(walk)
    }
  }
  walk(shown)
  return actions
}
