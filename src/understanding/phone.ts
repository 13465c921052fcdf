import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { plain } from './normalize.ts'

/** The first telephone number in a text as E.164; undefined when there is none that could be called. */
export function parsePhone(text: string): string | undefined {
  const unwrapped = plain(text.slice(0, 1000).replace(/<tel:([^|>]+)(\|[^>]*)?>/g, ' $1 ')).replace(
    /(?<=\d) *[ー−–—―]+ *(?=\d)/g,
    '-',
  )
  for (const [candidate] of unwrapped.matchAll(/\+?\d(?:[\d\-. ]|[()（）]){5,24}/g)) {
    const number =
      read(candidate) ??
      candidate
        .split(' ')
        .map(read)
        .find((one) => one !== undefined && candidate.replace(/\D/g, '').length > 11)
    if (number) return number
  }
  return undefined
}

/** A Japanese number as people write it; others stay as they are. */
export function sayPhone(number: string): string {
  const national = number.replace(/^\+81/, '0')
  const mobile = /^(0[5789]0)(\d{4})(\d{4})$/.exec(national)
  return mobile ? mobile.slice(1).join('-') : national
}

/** Japan's numbers by their plan: 070, 080, 090 and 050 with eight more digits, land lines with ten in all. */
const MOBILE = /^0[5789]0\d{8}$/
const LANDLINE = /^0[1-9]\d{8}$/

function read(candidate: string): string | undefined {
  const isForeign = candidate.startsWith('+') && !candidate.startsWith('+81')
  if (isForeign) {
    const parsed = parsePhoneNumberFromString(candidate)
    return parsed?.isValid() ? parsed.number : undefined
  }
  const digits = candidate.replace(/^\+81/, '0').replace(/\D/g, '').replace(/^00/, '0')
  if (candidate.startsWith('0') && /^00/.test(candidate.replace(/\D/g, ''))) return undefined
  const isMobile = MOBILE.test(digits)
  if (!isMobile && !LANDLINE.test(digits)) return undefined
  if (!isMobile && /^0[5789]0/.test(digits)) return undefined
  if (/^(\d)\1+$/.test(digits.slice(3)))
    return isMobile && !/^0+$/.test(digits.slice(3)) ? `+81${digits.slice(1)}` : undefined
  return `+81${digits.slice(1)}`
}
