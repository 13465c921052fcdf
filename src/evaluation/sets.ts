import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ProblemsError } from '../errors.ts'

const option = z.object({ value: z.string(), label: z.string() })

/** The formats of evaluation files: one JSON object a line. */
const FORMATS = {
  questions: z.object({
    id: z.string(),
    text: z.string(),
    topic: z.string(),
    accept: z.array(z.string()),
    style: z.string(),
  }),
  outofscope: z.object({ id: z.string(), text: z.string(), kind: z.string() }),
  commands: z.object({ id: z.string(), text: z.string(), intent: z.string() }),
  answers: z.object({
    id: z.string(),
    question: z.string(),
    options: z.array(option),
    text: z.string(),
    expect: z.string(),
  }),
  callbacks: z.object({
    id: z.string(),
    field: z.enum(['phone', 'email', 'name', 'datetime']),
    now: z.string(),
    text: z.string(),
    expect: z.unknown(),
  }),
}
export type Sets = { [Name in keyof typeof FORMATS]: z.infer<(typeof FORMATS)[Name]>[] }

/** Reads the sets of a folder; a file that is not there is an empty set. */
export function readSets(folder: string): Sets {
  const problems: string[] = []
  const read = <Name extends keyof typeof FORMATS>(name: Name): Sets[Name] => {
    const path = join(folder, `${name}.jsonl`)
    if (!existsSync(path)) return []
    return readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        if (line.trim() === '') return []
        try {
          return [FORMATS[name].parse(JSON.parse(line))]
        } catch (error) {
          problems.push(`${path}:${index + 1}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
          return []
        }
      }) as Sets[Name]
  }
  const sets: Sets = {
    questions: read('questions'),
    outofscope: read('outofscope'),
    commands: read('commands'),
    answers: read('answers'),
    callbacks: read('callbacks'),
  }
  if (problems.length > 0) throw new ProblemsError('The evaluation sets cannot be read:', problems)
  if (Object.values(sets).every((set) => set.length === 0)) {
    throw new ProblemsError('Nothing to evaluate:', [
      `${folder}: has none of ${Object.keys(FORMATS)
        .map((name) => `${name}.jsonl`)
        .join(', ')}. Give the folder that holds them.`,
    ])
  }
  return sets
}
