import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SCOPES, slackManifest } from '../../src/channels/slack/manifest.ts'
import { manifestProblems } from '../../src/channels/slack/manifest-rules.ts'

const URL = 'https://bot.example.com'

describe('the Slack app’s manifest', () => {
  it.each([{ several: false }, { several: true }])(
    'is one Slack takes (several workspaces: $several)',
    ({ several }) => {
      expect(manifestProblems(slackManifest(URL, several))).toEqual([])
    },
  )

  it('sends everything to the one webhook', () => {
    const { features, settings } = slackManifest(URL)

    expect(
      new Set([
        settings.event_subscriptions.request_url,
        settings.interactivity.request_url,
        ...features.slash_commands.map((one) => one.url),
      ]),
    ).toEqual(new Set([`${URL}/webhooks/slack`]))
  })

  it('lets several workspaces come back from Slack, with tokens that end', () => {
    expect(slackManifest(URL, true)).toMatchObject({
      oauth_config: { redirect_urls: [`${URL}/slack/oauth_redirect`] },
      settings: { token_rotation_enabled: true },
    })
  })

  it.each([
    { url: 'http://bot.example.com', says: 'begin with https://', because: 'Slack calls no other address' },
    { url: 'https://localhost', says: 'public addresses', because: 'Slack cannot reach it' },
  ])('is refused for $url: $because', ({ url, says }) => {
    expect(manifestProblems(slackManifest(url)).join()).toContain(says)
  })

  it.each([
    { change: { display_information: { name: 'あ'.repeat(36) } }, says: 'display_information.name: has 36 characters' },
    { change: { features: { shortcuts: [] } }, says: 'features.shortcuts' },
    { change: { settings: { socket_mode: true } }, says: 'socket_mode' },
  ])('is refused where Slack would refuse it: $says', ({ change, says }) => {
    const manifest = structuredClone(slackManifest(URL)) as unknown as Record<string, object>
    for (const [part, values] of Object.entries(change)) Object.assign(manifest[part]!, values)

    expect(manifestProblems(manifest).join()).toContain(says)
  })

  it('asks for the scopes the README tells of', () => {
    const readme = readFileSync(new globalThis.URL('../../README.md', import.meta.url), 'utf8')
    const told = /Scopes: `([^`]+)`/.exec(readme)?.[1]?.split(/\s+/)

    expect(told).toEqual([...SCOPES])
  })
})
