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
      else problems.push(`${key}: must be a list of sentences. Put each behind "- " and quote what has a colon.`)
    } else if (node && typeof node === 'object') {
      for (const [name, child] of Object.entries(node)) walk(child, key ? `${key}.${name}` : name)
    } else
      problems.push(
        `${key || '(top)'}: is empty or not a text. Write the sentence, in quotes if it is "yes", "no" or a number.`,
      )
  }
}

/** Says a sentence; `variant` chooses among several, so that no two turns in a row use the same words. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>, variant?: number) => string

export function createSay(messages: Messages): Say {
  return (key, values = {}, variant = 0) => {
    const variants = messages.get(key)
    if (!variants) throw new Error(`content/messages.yaml has no "${key}". Add it.`)
    const text = variants[variant % variants.length]!
    return text.replace(/\{(\w+)\}/g, (braces, name: string) => String(values[name] ?? braces))
  }
}

/** Names in braces, which the program fills in. */
export const placeholders = (variants: readonly string[]): ReadonlySet<string> =>
  new Set(variants.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)))
