const INSTEAD =
  /(?:じゃ|では|や|で)(?:なく(?:って|て)?(?!も|ない|な[らる])|のうて|ねくて)[、。,\s]*|(?<![間ま])(?:違|ちが)(?:くて|って)(?!い?[るたま])[、。,\s]*/g

/** 「火曜じゃなくて水曜」: what is called off, and what is said instead of it; undefined where nothing is. */
export function insteadIn(text: string): { readonly not: string; readonly but: string } | undefined {
  const last = [...text.matchAll(INSTEAD)].at(-1)
  if (!last) return undefined
  const but = text.slice(last.index + last[0].length)
  return but.trim() === '' ? undefined : { not: text.slice(0, last.index), but }
}
