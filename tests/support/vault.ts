import type { Vault } from '../../src/channels/channel.ts'

/** Secrets of one test, kept nowhere; what the database adds is tested with `src/vault.ts`. */
export function createMemoryVault(): Vault {
  const secrets = new Map<string, string>()
  const claimed = new Set<string>()
  return {
    find: async (name) => secrets.get(name),
    async change(name, change) {
      const next = change(secrets.get(name))
      if (next === undefined) secrets.delete(name)
      else secrets.set(name, next)
    },
    async claim(name) {
      if (!secrets.has(name) || claimed.has(name)) return false
      claimed.add(name)
      return true
    },
    release: async (name) => void claimed.delete(name),
  }
}
