import { z } from 'zod'
import type { ContentFolder } from './content-files.ts'
import { fingerprint } from './fingerprint.ts'
import type { Words } from './locales.ts'

/** Beside a locale's words: of which original each was written. `npm run content -- --agree <locale>` writes it. */
export const WRITTEN_FOR = 'written-for.yaml'

const schema = z.record(z.string(), z.string())

/** The digest of every original that a locale says in its own words, by file and key. Answers have their `checked`. */
export function originalsOf(main: Words, own: Iterable<string>): Readonly<Record<string, string>> {
  const digest = (...words: unknown[]) => fingerprint(words).slice(0, 8)
  return Object.fromEntries([
    ...[...own].flatMap((key) => {
      const original = main.messages.get(key)
      return original ? [[`messages.yaml: ${key}`, digest(original)]] : []
    }),
    ...Object.entries(main.care.kinds).map(([kind, { reply }]) => [`care.yaml: ${kind}`, digest(reply)]),
    ...main.bank.items.map(({ id, text, options }) => [
      `fit.yaml: items.${id}`,
      digest(
        text,
        options.map(({ label }) => label),
      ),
    ]),
  ])
}

/**
 * Words whose original was reworded after they were written. A digest, not a date: neither copying the folder nor a
 * change of branch makes words older than they are.
 */
export function staleIn(files: ContentFolder, at: string, originals: Readonly<Record<string, string>>): string[] {
  const file = `${at}/${WRITTEN_FOR}`
  const written = files.has(file) ? (files.checked(file, schema) ?? {}) : {}
  const tag = at.split('/').at(-1)
  return Object.entries(originals).flatMap(([key, digest]) => {
    if (written[key] === digest) return []
    const why = written[key]
      ? 'もとの文が、あとから変わりました。'
      : 'いまのもとの文に合っているか、まだ確かめていません。'
    return [
      `${files.folder}/${at}/${key}: ${why}読みくらべて、合わないところを直してください。終わったら npm run -s content -- --agree ${tag} と打ちます。`,
    ]
  })
}
