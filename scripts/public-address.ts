import { ProblemsError } from '../src/errors.ts'

/**
 * Where the bot is reached from outside, as `--url` names it; without a slash at its end.
 *
 * @throws ProblemsError if it is none that a platform calls.
 */
export function publicAddress(url: string | undefined, platform: string, command: string): string {
  const remedy = `Say where the bot is reached from outside: npm run ${command} -- --url https://bot.example.jp`
  if (!url) throw new ProblemsError('The address is missing:', [`--url: ${remedy}`])
  const wrong = problemOf(URL.parse(url), platform)
  if (wrong) throw new ProblemsError('The address cannot be used:', [`--url: "${url}" ${wrong}. ${remedy}`])
  return url.replace(/\/+$/, '')
}

function problemOf(address: URL | null, platform: string): string | undefined {
  if (address?.protocol !== 'https:') return `is none that ${platform} calls; it begins with https://`
  if (address.search || address.hash || address.pathname.includes('/webhooks'))
    return 'is more than the address: what comes behind it is added here'
  return undefined
}
