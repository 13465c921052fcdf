import { z } from 'zod'

/**
 * What Slack's manifest schema asks of the parts we use
 * (https://docs.slack.dev/reference/app-manifest): unknown fields are refused,
 * and lengths count code points.
 */
const words = (least: number, most: number) =>
  z.string().refine((text) => [...text].length >= least && [...text].length <= most, {
    error: ({ input }) => `has ${[...String(input)].length} characters; Slack takes ${least} to ${most}`,
  })
const address = z.string().regex(/^https:\/\/[^/]+\.[^/]+\//, {
  error: ({ input }) => `"${input}": Slack reaches only public addresses that begin with https://`,
})
const unique = (most: number) =>
  z
    .array(words(1, 50))
    .max(most)
    .refine((list) => new Set(list).size === list.length, 'names something twice')

const manifestSchema = z.strictObject({
  display_information: z.strictObject({
    name: words(1, 35),
    description: words(1, 140),
    background_color: z.string().regex(/^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$/, 'is no colour such as #06734a'),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: words(1, 80), always_online: z.boolean() }),
    agent_view: z.strictObject({
      agent_description: words(1, 300),
      suggested_prompts: z.array(z.strictObject({ title: words(1, 300), message: words(1, 300) })).max(4),
    }),
    slash_commands: z
      .array(
        z.strictObject({
          command: words(2, 32).regex(/^\//, 'has to begin with /'),
          description: words(1, 2000),
          usage_hint: words(1, 1000).optional(),
          url: address,
          should_escape: z.boolean(),
        }),
      )
      .min(1)
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: words(1, 24),
          type: z.enum(['global', 'message']),
          callback_id: words(1, 255),
          description: words(1, 150),
        }),
      )
      .min(1)
      .max(10),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(address).max(1000).optional(),
    scopes: z.strictObject({ bot: unique(255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: address, bot_events: unique(100) }),
    interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: address }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
})

export type SlackManifest = z.infer<typeof manifestSchema>

/** What Slack would refuse; empty when all is well. */
export function manifestProblems(manifest: unknown): string[] {
  const { error } = manifestSchema.safeParse(manifest)
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}
