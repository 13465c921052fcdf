import type { SlackManifest } from './manifest-rules.ts'
import { PROMPTS } from './words.ts'

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

/** The app as Slack wants it described, for a public address; `several` workspaces add it by OAuth. */
export function slackManifest(url: string, several = false): SlackManifest {
  const address = `${url}/webhooks/slack`
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
        {
          command: '/callbacks',
          description: '相談の一覧(アドバイザー用)',
          usage_hint: '担当待ち | 自分 | 今日 | 過ぎた',
          url: address,
          should_escape: false,
        },
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
      ...(several ? { redirect_urls: [`${url}/slack/oauth_redirect`] } : {}),
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
          'member_left_channel',
          'message.channels',
          'message.groups',
          'message.im',
          'tokens_revoked',
        ],
      },
      interactivity: { is_enabled: true, request_url: address },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: several,
    },
  }
}
