import { PROMPTS } from './words.ts'

/** What Slack's manifest schema limits (https://docs.slack.dev/reference/app-manifest). */
const LIMITS = {
  name: 35,
  description: 140,
  longDescription: [175, 4000],
  displayName: 80,
  agentDescription: 300,
  prompts: 4,
  events: 100,
} as const

/** What the bot may do in a workspace. */
export const SCOPES = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'users:read',
] as const

/** The app as Slack wants it described, for a public address. */
export function slackManifest(url: string) {
  const address = `${url.replace(/\/+$/, '')}/webhooks/slack`
  return {
    display_information: {
      name: 'Zキャリア 相談ボット',
      description: '仕事選びの質問に答え、適性チェックと、アドバイザーへの相談の受付をします。',
      background_color: '#06734a',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Zキャリア', always_online: true },
      agent_view: {
        agent_description: '仕事の種類や向き不向きの質問に答え、必要なときはアドバイザーにつなぎます。',
        suggested_prompts: [...PROMPTS],
      },
      slash_commands: [
        {
          command: '/career',
          description: 'メニュー・診断・質問・相談',
          usage_hint: '診断 | 質問 … | 相談',
          url: address,
          should_escape: false,
        },
        { command: '/callbacks', description: '相談の一覧(アドバイザー用)', url: address, should_escape: false },
      ],
      shortcuts: [
        {
          name: '相談ボットを開く',
          type: 'global',
          callback_id: 'open_menu',
          description: 'メニューをダイレクトメッセージで開きます',
        },
        {
          name: 'これを聞いてみる',
          type: 'message',
          callback_id: 'ask_about_message',
          description: 'このメッセージの内容をボットに聞きます',
        },
      ],
    },
    oauth_config: {
      scopes: {
        bot: [...SCOPES],
      },
    },
    settings: {
      event_subscriptions: {
        request_url: address,
        bot_events: [
          'app_home_opened',
          'app_mention',
          'app_uninstalled',
          'message.channels',
          'message.groups',
          'message.im',
          'tokens_revoked',
        ],
      },
      interactivity: { is_enabled: true, request_url: address },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  }
}

export type SlackManifest = ReturnType<typeof slackManifest>

/** What Slack would refuse; empty when all is well. */
export function manifestProblems(manifest: SlackManifest): string[] {
  const problems: string[] = []
  const most = (at: string, text: string, limit: number) => {
    if ([...text].length > limit) problems.push(`${at} has ${[...text].length} characters; ${limit} is the most`)
  }
  const { display_information: shown, features, settings } = manifest
  most('display_information.name', shown.name, LIMITS.name)
  most('display_information.description', shown.description, LIMITS.description)
  most('features.bot_user.display_name', features.bot_user.display_name, LIMITS.displayName)
  most('features.agent_view.agent_description', features.agent_view.agent_description, LIMITS.agentDescription)
  if (features.agent_view.suggested_prompts.length > LIMITS.prompts)
    problems.push(`features.agent_view.suggested_prompts has more than ${LIMITS.prompts}`)
  if (settings.event_subscriptions.bot_events.length > LIMITS.events)
    problems.push(`settings.event_subscriptions.bot_events has more than ${LIMITS.events}`)
  for (const address of [
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
    ...features.slash_commands.map((one) => one.url),
  ]) {
    if (!/^https:\/\/[^/]+\.[^/]+\//.test(address))
      problems.push(`${address}: Slack reaches only public addresses that begin with https://`)
  }
  return problems
}
