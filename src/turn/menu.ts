import { placeOf, type Saved } from '../../flows/saved.ts'

/** The menus a person can have below the talk: before, during and after booking, and while an advisor talks. */
export const MENU_NAMES = ['before', 'during', 'after', 'talking'] as const
export type MenuName = (typeof MENU_NAMES)[number]

/** The menu that fits where a talk is; a person we know nothing of has the first. */
export function menuOf(saved: Saved | undefined): MenuName {
  if (!saved) return 'before'
  const place = placeOf(saved.value, saved.context)
  if (place === 'withAdvisor') return 'talking'
  if (place === 'callback' || place === 'confirm') return 'during'
  return saved.context.booking === null ? 'before' : 'after'
}
