import type { Vault } from './channels/channel.ts'
import type { Seal } from './seal.ts'
import {
  claimInstallation,
  deleteInstallation,
  findInstallation,
  type Place,
  releaseInstallation,
  saveInstallation,
} from './store/installations.ts'
import type { Store } from './store/store.ts'

/** Channels' secrets, such as the tokens of workspaces, sealed in the database. */
export function createVault(store: Store, seal: Seal, now: () => number): Vault {
  const open = (place: Place, row: { installation: string } | undefined) =>
    row && seal.open(row.installation, sealedAt(place))

  return {
    async find(name) {
      const place = placeOf(name)
      return open(place, await findInstallation(store.db, place))
    },
    async change(name, change) {
      const place = placeOf(name)
      await store.write(async (db) => {
        const current = open(place, await findInstallation(db, place, store.engine))
        const next = change(current)
        if (next === current) return
        if (next === undefined) await deleteInstallation(db, place)
        else await saveInstallation(db, place, seal.seal(next, sealedAt(place)), now())
      })
    },
    claim: (name, ms) => store.write((db) => claimInstallation(db, placeOf(name), now(), now() + ms)),
    release: (name) => store.write((db) => releaseInstallation(db, placeOf(name))),
  }
}

const sealedAt = ({ channel, team }: Place) => `installations.installation.${channel}:${team}`

function placeOf(name: string): Place {
  const colon = name.indexOf(':')
  if (colon < 1)
    throw new Error(`"${name}" is no name of a secret: it has to begin with the channel's name and a colon`)
  return { channel: name.slice(0, colon), team: name.slice(colon + 1) }
}
