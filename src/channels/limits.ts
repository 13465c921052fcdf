import { TEXT } from './line/limits.ts'
import { SECTION } from './slack/limits.ts'

/** What every channel shows in one piece; each counts its own way, code points are the fewest. */
export const ONE_PIECE = Math.min(TEXT, SECTION)

export const isOnePiece = (text: string) => text.length <= TEXT && [...text].length <= SECTION
