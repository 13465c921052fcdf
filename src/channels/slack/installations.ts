import type { Vault } from '../channel.ts'

/** The app in one workspace. Holds tokens: kept in the vault alone. */
export interface Installation {
  readonly team: string
  readonly botId: string
  readonly botUserId: string
  readonly botToken: string
  readonly refreshToken?: string
  /** When the token ends, in ms; absent for tokens without an end. */
  readonly expiresAt?: number
  /** In ms. */
  readonly installedAt: number
}

export interface Installations {
  find(team: string): Promise<Installation | undefined>
  /** Replaces the one this team had. */
  save(installation: Installation): Promise<void>
  /** Changes it if it is still there, and is not a newer one. */
  exchange(installation: Installation): Promise<void>
  /** Forgets it if it was installed before that time, in ms. */
  remove(team: string, before: number): Promise<void>
  /** Claims the exchange of a team's token: true on one node at a time. */
  claim(team: string): Promise<boolean>
  release(team: string): Promise<void>
}

/** Longer than a call to Slack may take: only a dead node's claim is taken over. */
const CLAIM = 30_000

/** Every workspace's installation, sealed in the database all nodes share. */
export function createInstallations(vault: Vault): Installations {
  const nameOf = (team: string) => `slack:${team}`
  const read = (secret: string | undefined) => (secret === undefined ? undefined : (JSON.parse(secret) as Installation))

  return {
    find: async (team) => read(await vault.find(nameOf(team))),
    save: (installation) => vault.change(nameOf(installation.team), () => JSON.stringify(installation)),
    exchange: (next) =>
      vault.change(nameOf(next.team), (current) =>
        // the app may have been removed, or added again, while Slack answered
        read(current)?.installedAt === next.installedAt ? JSON.stringify(next) : current,
      ),
    remove: (team, before) =>
      vault.change(nameOf(team), (current) => ((read(current)?.installedAt ?? 0) > before ? current : undefined)),
    claim: (team) => vault.claim(nameOf(team), CLAIM),
    release: (team) => vault.release(nameOf(team)),
  }
}
