import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { packLexemes } from '../src/dictionary/file.ts'
import { katakana, type Unknown, writtenSound } from '../src/understanding/japanese/lexemes.ts'

/**
 * Makes the dictionary's file: `npm run dictionary [-- <file>]`. It is IPADIC,
 * as the package kuromoji ships it, without the names of people, places and
 * firms that are rare: a third of the entries, and questions are cut alike.
 */
const RARE = 7_000
const MEANINGFUL = ['名詞', '動詞', '形容詞', '副詞', '連体詞']
const [file = 'src/dictionary/ipadic.bin'] = process.argv.slice(2)

interface Entry {
  readonly surface: string
  readonly context: number
  readonly cost: number
  readonly partOfSpeech: string
  readonly isName: boolean
  readonly base: string
  readonly sound: string
}

const all = entriesOf('tid')
const cheapest = new Map<string, Entry>()
for (const entry of all.filter(({ isName, cost }) => !isName || cost <= RARE)) {
  const key = `${entry.surface} ${entry.context}`
  const other = cheapest.get(key)
  if (!other || entry.cost < other.cost) cheapest.set(key, entry)
}
const bySurface = Map.groupBy(cheapest.values(), (entry) => entry.surface)
const surfaces = [...bySurface.keys()].sort()
const entries = surfaces.flatMap((surface) => bySurface.get(surface)!)

const sounds = [0]
const soundsAt = placesOf(
  entries,
  ({ surface, sound }) => (sound === katakana(surface) ? '' : sound),
  (sound) => {
    const at = sound === '' ? 0 : sounds.length
    if (sound !== '') sounds.push(...writtenSound(sound))
    return at
  },
)
const inflections: [number, string][] = []
const inflected = placesOf(entries, inflectionOf, (inflection) => {
  const [goes = '', comes = ''] = inflection.split(' ')
  return inflections.push([Number(goes), comes]) - 1
})
const joins = read('cc')
const contexts = joins.readInt16LE()
const meaningful = new Uint8Array(contexts)
for (const { context, partOfSpeech } of all) if (MEANINGFUL.includes(partOfSpeech)) meaningful[context] = 1

const packed = packLexemes({
  begins: Uint32Array.from(runs(surfaces.map((surface) => surface.length))),
  firsts: Uint32Array.from(runs(surfaces.map((surface) => bySurface.get(surface)!.length))),
  soundsAt: Uint32Array.from(soundsAt),
  letters: Uint16Array.from(surfaces.join(''), (letter) => letter.charCodeAt(0)),
  contexts: Uint16Array.from(entries, (entry) => entry.context),
  costs: Int16Array.from(entries, (entry) => entry.cost),
  // kept there by left context, and looked for by right
  joins: Int16Array.from({ length: contexts * contexts }, (_, at) =>
    joins.readInt16LE(4 + 2 * ((at % contexts) * contexts + Math.floor(at / contexts))),
  ),
  sounds: Uint8Array.from(sounds),
  inflected: Uint8Array.from(inflected),
  meaningful,
  classes: classesOfLetters(),
  inflections,
  unknown: unknownWords(),
})
writeFileSync(file, packed)
console.log(`${file}: ${entries.length} of ${all.length} entries, ${(packed.length / 2 ** 20).toFixed(1)} MB`)

function read(name: string): Buffer {
  return gunzipSync(readFileSync(fileURLToPath(import.meta.resolve(`kuromoji/dict/${name}.dat.gz`))))
}

/** Rows of left context, right context (they are the same), cost, and where the features stand; the end is empty. */
function entriesOf(table: string): Entry[] {
  const [rows, features] = [read(table), read(`${table}_pos`)]
  const found: Entry[] = []
  for (let at = 0, last = -1; at + 10 <= rows.length; at += 10) {
    const place = rows.readUInt32LE(at + 6)
    if (place <= last) break
    last = place
    const [surface = '', partOfSpeech = '', kind, , , , , base, sound] = textAt(features, place).split(',')
    found.push({
      surface,
      context: rows.readUInt16LE(at),
      cost: rows.readInt16LE(at + 4),
      partOfSpeech,
      isName: kind === '固有名詞',
      base: base === undefined || base === '*' ? surface : base,
      sound: katakana(sound === undefined || sound === '*' ? surface : sound),
    })
  }
  return found
}

function textAt(bytes: Buffer, at: number): string {
  return bytes.toString('utf8', at, bytes.indexOf(0, at))
}

/** The place of each entry's text among the different ones; `write` puts a new one there. */
function placesOf(of: readonly Entry[], textOf: (entry: Entry) => string, write: (text: string) => number): number[] {
  const places = new Map<string, number>()
  return of.map((entry) => {
    const text = textOf(entry)
    if (!places.has(text)) places.set(text, write(text))
    return places.get(text)!
  })
}

/** Where runs of these lengths begin, one after the other, and where the last ends. */
function runs(lengths: readonly number[]): number[] {
  const begins = [0]
  for (const length of lengths) begins.push(begins.at(-1)! + length)
  return begins
}

function inflectionOf({ surface, base }: Entry): string {
  let same = 0
  while (same < surface.length && surface[same] === base[same]) same++
  return `${surface.length - same} ${base.slice(same)}`
}

/** The package calls letters that are in no class spaces. */
function classesOfLetters() {
  return Uint8Array.from(read('unk_char'), (kind, letter) =>
    kind === 1 && !/\s/.test(String.fromCharCode(letter)) ? 0 : kind,
  )
}

/** Rows of two flags, the most letters and a class's name; the end is empty. */
function unknownWords(): Unknown[] {
  const [rows, named] = [read('unk_invoke'), entriesOf('unk')]
  const found: Unknown[] = []
  for (let at = 0; rows[at + 6]; ) {
    const name = textAt(rows, at + 6)
    found.push({
      isAlways: rows[at] === 1,
      isRun: rows[at + 1] === 1,
      contexts: named.filter(({ surface }) => surface === name).map(({ context, cost }) => [context, cost]),
    })
    at += 7 + name.length
  }
  return found
}
