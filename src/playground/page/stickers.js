import { html } from './view.js'

/** Drawn here: LINE's own stickers are not ours to copy. */
export const STICKERS = [
  { keyword: 'OK', face: 'M14 26q6 7 12 0', eyes: '#222', skin: '#ffd75e' },
  { keyword: 'ありがとう', face: 'M13 25q7 9 14 0z', eyes: '#222', skin: '#ffc2c7' },
  { keyword: 'かなしい', face: 'M14 29q6-6 12 0', eyes: '#3a6ea5', skin: '#bcd9f5' },
  { keyword: 'やあ', face: 'M13 26h14', eyes: '#222', skin: '#c9ecb4' },
]

export function Sticker({ keyword }) {
  const { face, eyes, skin } = STICKERS.find((one) => one.keyword === keyword) ?? STICKERS[3]
  return html`<svg class="sticker" viewBox="0 0 40 48" role="img" aria-label=${`スタンプ ${keyword}`}>
    <circle cx="20" cy="20" r="18" fill=${skin} stroke="#0002" />
    <circle cx="14" cy="17" r="2.4" fill=${eyes} /><circle cx="26" cy="17" r="2.4" fill=${eyes} />
    <path d=${face} fill="none" stroke="#222" stroke-width="2.2" stroke-linecap="round" />
    <text x="20" y="46" text-anchor="middle" font-size="7" font-weight="700" fill="#222">${keyword}</text>
  </svg>`
}
