import type { Chance } from '../torture/random.ts'
import type { Recorded } from './bodies.ts'

/** A body as no platform would send it, made from one that a platform did. */
export function mutate(recorded: Recorded, chance: Chance): Recorded {
  let mutated = recorded
  const times = 1 + Math.floor(chance.next() * 3)
  for (let time = 0; time < times; time++) {
    const isText = chance.happens(0.3)
    mutated = { ...mutated, body: isText ? mutateText(mutated.body, chance) : mutateMeaning(mutated, chance) }
  }
  const type = chance.happens(0.05)
    ? chance.pick(['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data', ''])
    : mutated.type
  return { ...mutated, type }
}

/** Characters changed, lost, doubled, put in. */
function mutateText(text: string, chance: Chance): string {
  const at = Math.floor(chance.next() * text.length)
  const length = Math.floor(chance.next() ** 3 * 60)
  switch (chance.pick(['cut', 'lose', 'double', 'insert', 'flip', 'nest', 'empty'] as const)) {
    case 'cut':
      return text.slice(0, at)
    case 'lose':
      return text.slice(0, at) + text.slice(at + length)
    case 'double':
      return text.slice(0, at + length) + text.slice(at)
    case 'insert':
      return text.slice(0, at) + chance.pick(STRINGS) + text.slice(at)
    case 'flip':
      return `${text.slice(0, at)}${String.fromCharCode(chance.between(0, 128))}${text.slice(at + 1)}`
    case 'nest':
      return (
        text.slice(0, at) +
        chance.pick(['[', '{"a":', '[{"events":']).repeat(chance.pick([3, 300, 30_000])) +
        text.slice(at)
      )
    case 'empty':
      return chance.pick([
        '',
        '{}',
        '[]',
        'null',
        '0',
        '"x"',
        '{"events":{}}',
        '{"events":[null,1,"x",[],{}]}',
        'payload=',
      ])
  }
}

/** The same JSON, with one value, name or list inside made odd. */
function mutateMeaning(recorded: Recorded, chance: Chance): string {
  if (recorded.type.includes('json')) return mutateJson(recorded.body, chance)
  const form = new URLSearchParams(recorded.body)
  const payload = form.get('payload')
  if (payload) form.set('payload', mutateJson(payload, chance))
  else {
    const names = [...form.keys()]
    if (names.length === 0) return recorded.body
    const name = chance.pick(names)
    if (chance.happens(0.3)) form.delete(name)
    else form.set(name, chance.pick(STRINGS))
  }
  return form.toString()
}

function mutateJson(text: string, chance: Chance): string {
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch {
    return mutateText(text, chance)
  }
  const places: { holder: Record<string, unknown>; name: string }[] = []
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, inner] of Object.entries(value)) {
      places.push({ holder: value as Record<string, unknown>, name })
      walk(inner)
    }
  }
  walk(root)
  if (places.length === 0) return mutateText(text, chance)
  const { holder, name } = chance.pick(places)
  // many of many of many would be no request any more
  const isSmall = (JSON.stringify(holder[name])?.length ?? 0) < 2_000
  switch (chance.pick(['replace', 'replace', 'replace', 'lose', 'move', 'repeat', 'rename', 'wrap'] as const)) {
    case 'replace':
      holder[name] = chance.pick(VALUES)(chance)
      break
    case 'lose':
      delete holder[name]
      break
    case 'move': {
      const other = chance.pick(places).holder
      // a copy: a value moved into itself would be a circle
      if (isSmall && !Array.isArray(other)) other[name] = structuredClone(holder[name])
      break
    }
    case 'repeat':
      if (isSmall) holder[name] = Array.from({ length: chance.pick([2, 20]) }, () => holder[name])
      break
    case 'rename':
      if (Array.isArray(holder)) break
      holder[chance.pick(['__proto__', 'constructor', 'toString', 'length', '', '\u0000', 'then'])] = holder[name]
      break
    case 'wrap':
      holder[name] = { [name]: holder[name] }
      break
  }
  return JSON.stringify(root)
}

const STRINGS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  '\ufeff',
  '👨‍👩‍👧‍👦'.repeat(200),
  'あ'.repeat(6_000),
  'x'.repeat(60_000),
  '../../etc/passwd',
  "'; drop table inbox; --",
  '<!channel>',
  '{{7*7}}',
  '%00%ff',
  '__proto__',
  'NaN',
  '-1',
  '1e400',
  '2026-13-45T99:99',
  'answer:callback.time:slot-9999999999999999',
  'answer::::',
  'booking:accept:AAAAA:99999999999999999999',
  'history:99999999999999999999',
  '[',
  '"',
  '\\u0000',
] as const

const nested = (depth: number) => {
  let value: unknown = 'x'
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

const VALUES: ((chance: Chance) => unknown)[] = [
  (chance) => chance.pick(STRINGS),
  (chance) => chance.pick(STRINGS),
  (chance) => chance.pick([null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, 2 ** 63, -0]),
  (chance) => chance.pick<unknown>([[], {}, [[]], [null], [{}], { type: 'text' }, { id: {} }, { toString: 1 }]),
  (chance) => nested(chance.pick([2, 40, 2_000])),
  (chance) => Array.from({ length: chance.pick([50, 3_000]) }, (_, at) => at),
]
