import { z } from 'zod'
import { graphemes, LABEL } from './topics.ts'
import { parseChoice } from './turn/choices.ts'
import { MENU_NAMES } from './turn/menu.ts'

/** The pictures a button can have; each is drawn by the channel that shows menus. */
const ICONS = [
  'chat',
  'compass',
  'phone',
  'calendar',
  'list',
  'back',
  'pencil',
  'close',
  'help',
  'play',
  'person',
] as const

/** LINE's limit for the bar (https://developers.line.biz/en/reference/messaging-api/#rich-menu-object). */
const BAR = 14

const short = (most: number) =>
  z
    .string()
    .min(1)
    .refine((text) => graphemes(text) <= most, `${most}文字までです(LINEで切れます)。ちぢめてください。`)

const button = z.strictObject({
  label: short(LABEL),
  note: short(LABEL).optional(),
  icon: z.enum(ICONS),
  choice: z
    .string()
    .refine(
      (id) => parseChoice(id) !== undefined,
      'ボットの知らない行き先です。do:(頼みごと) か topic:(話題の id) で書いてください。',
    ),
  /** Stands out. */
  main: z.boolean().default(false),
})

export const menusSchema = z.strictObject(
  Object.fromEntries(
    MENU_NAMES.map((name) => [name, z.strictObject({ bar: short(BAR), buttons: z.array(button).min(2).max(6) })]),
  ) as Record<(typeof MENU_NAMES)[number], z.ZodObject<{ bar: z.ZodString; buttons: z.ZodArray<typeof button> }>>,
)

/** The menus that stand below a talk, by the state of the person who sees them. */
export type Menus = z.infer<typeof menusSchema>
