import { plain } from './normalize.ts'

const ADDRESS = /(?<![\w.+%@-])[\w+%-][\w.+%-]*@[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\w@-])/i

/** The first e-mail address in a text; undefined when a part is missing or doubled. */
export function parseEmail(text: string): string | undefined {
  const unwrapped = plain(text.slice(0, 1000).replace(/<mailto:([^|>]+)(\|[^>]*)?>/g, ' $1 ')).replace(/\s*@\s*/g, '@')
  const address = ADDRESS.exec(unwrapped)?.[0]
  return address && !address.includes('..') && !address.includes('.@') ? address : undefined
}
