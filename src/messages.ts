/** Every sentence by its key: one text, or variants that are used in turn. */
export type Messages = ReadonlyMap<string, readonly string[]>

/** Flattens the tree of `messages.yaml` to dotted keys; says what is neither text nor list. */
export function flattenMessages(tree: unknown): { messages: Messages; problems: string[] } {
  const messages = new Map<string, readonly string[]>()
  const problems: string[] = []
  walk(tree, '')
  return { messages, problems }

  function walk(node: unknown, key: string) {
    if (typeof node === 'string') messages.set(key, [node])
    else if (Array.isArray(node)) {
      if (node.length > 0 && node.every((one) => typeof one === 'string')) messages.set(key, node)
      else problems.push(`${key}: 1つずつ「- 」を付けて、文を並べてください。「: 」の入る文は、全体を " " で囲みます。`)
    } else if (node && typeof node === 'object') {
      for (const [name, child] of Object.entries(node)) walk(child, key ? `${key}.${name}` : name)
    } else problems.push(`${key || '全体'}: 文がありません。書いてください。数だけの文は、全体を " " で囲みます。`)
  }
}

/** Says a sentence; `variant` chooses among several, so that no two turns in a row use the same words. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>, variant?: number) => string

export function createSay(messages: Messages): Say {
  const sentences = new Map([...messages].map(([key, variants]) => [key, variants.map(sentence)]))
  return (key, values = {}, variant = 0) => {
    const variants = sentences.get(key)
    if (!variants) throw new Error(`content/messages.yaml has no "${key}". Add it.`)
    return variants[variant % variants.length]!(values)
  }
}

/** Taken apart once: a turn says the same few dozen sentences again and again. */
function sentence(text: string): (values: Readonly<Record<string, string | number>>) => string {
  // what stands at odd places is a name in braces
  const parts = text.split(/\{(\w+)\}/)
  if (parts.length === 1) return () => text
  return (values) => {
    let said = parts[0]!
    for (let at = 1; at < parts.length; at += 2) said += `${values[parts[at]!] ?? `{${parts[at]}}`}${parts[at + 1]}`
    return said
  }
}

/** Names in braces, which the program fills in. */
export const placeholders = (variants: readonly string[]): ReadonlySet<string> =>
  new Set(variants.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)))
