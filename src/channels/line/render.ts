import type { messagingApi } from '@line/bot-sdk'
import type { Bar, Choice, Outbound } from '../channel.ts'
import {
  ALT_TEXT,
  cutGraphemes,
  cutUnits,
  DISPLAY_TEXT,
  FLEX_LABEL,
  LABEL,
  QUICK_REPLIES,
  SENDER,
  splitUnits,
  TEXT,
} from './limits.ts'

type Message = messagingApi.Message
type Action = messagingApi.Action

/**
 * Messages as LINE shows them best: choices as quick replies, which only the
 * last object of a call can show, so those of earlier messages move there. More
 * than fit go on a card of buttons.
 */
export function render(messages: readonly Outbound[]): Message[] {
  const rendered: Message[] = []
  let choices: Choice[] = []
  for (const message of messages) {
    if (message.kind === 'settled' || message.kind === 'awaiting') continue
    if (message.kind === 'result') {
      // its choices stand on the card, where PC LINE shows them too
      rendered.push(resultCard(message.title, message.bars, message.paragraphs, message.text, message.choices))
      continue
    }
    if (message.kind === 'card') rendered.push(...texts(message.text))
    else rendered.push(...texts(message.text, message.speaker))
    for (const choice of message.choices ?? []) if (!choices.some((one) => one.id === choice.id)) choices.push(choice)
  }
  if (choices.length > QUICK_REPLIES) {
    rendered.push(...buttonCards(choices.slice(0, -3)))
    choices = choices.slice(-3)
  }
  const last = rendered.at(-1)
  if (last && choices.length > 0)
    last.quickReply = { items: choices.map((choice) => ({ type: 'action', action: actionOf(choice, LABEL) })) }
  return rendered
}

function texts(text: string, speaker?: string): messagingApi.TextMessage[] {
  return splitUnits(text.trim() === '' ? '…' : text, TEXT).map((part) => ({
    type: 'text',
    text: part,
    ...(speaker ? { sender: { name: cutGraphemes(speaker.replace(/LINE/gi, ''), SENDER) || '担当' } } : {}),
  }))
}

function actionOf(choice: Choice, most: number): Action {
  const label = cutGraphemes(choice.label, most)
  if (choice.url) return { type: 'uri', label, uri: choice.url }
  if (choice.pick) return { type: 'datetimepicker', label, data: choice.id, mode: 'datetime', ...choice.pick }
  return { type: 'postback', label, data: choice.id, displayText: cutGraphemes(choice.label, DISPLAY_TEXT) }
}

const button = (choice: Choice): messagingApi.FlexButton => ({
  type: 'button',
  style: choice.style === 'primary' ? 'primary' : 'link',
  height: 'sm',
  action: actionOf(choice, FLEX_LABEL),
})

const GREEN = '#06A15B'

function bar({ label, level, band }: Bar): messagingApi.FlexBox {
  return {
    type: 'box',
    layout: 'vertical',
    spacing: 'xs',
    contents: [
      {
        type: 'box',
        layout: 'horizontal',
        contents: [
          { type: 'text', text: label, size: 'sm', flex: 3, wrap: true },
          { type: 'text', text: band, size: 'sm', flex: 2, align: 'end', color: '#555555' },
        ],
      },
      {
        type: 'box',
        layout: 'vertical',
        height: '8px',
        backgroundColor: '#E5E5E5',
        cornerRadius: '4px',
        contents: [
          {
            type: 'box',
            layout: 'vertical',
            height: '8px',
            width: `${level * 20}%`,
            backgroundColor: GREEN,
            cornerRadius: '4px',
            contents: [{ type: 'filler' }],
          },
        ],
      },
    ],
  }
}

function resultCard(
  title: string,
  bars: readonly Bar[],
  paragraphs: readonly string[],
  text: string,
  choices: readonly Choice[],
): messagingApi.FlexMessage {
  const bubble: messagingApi.FlexBubble = {
    type: 'bubble',
    size: 'mega',
    body: {
      type: 'box',
      layout: 'vertical',
      spacing: 'md',
      contents: [
        { type: 'text', text: title, weight: 'bold', size: 'lg', wrap: true },
        ...bars.map(bar),
        { type: 'separator', margin: 'lg' },
        ...paragraphs.map(
          (paragraph): messagingApi.FlexText => ({
            type: 'text',
            text: cutUnits(paragraph, 1000),
            size: 'sm',
            wrap: true,
          }),
        ),
      ],
    },
    ...(choices.length > 0
      ? { footer: { type: 'box', layout: 'vertical', spacing: 'xs', contents: choices.map(button) } }
      : {}),
  }
  return { type: 'flex', altText: cutUnits(text, ALT_TEXT), contents: bubble }
}

const BUTTONS_PER_BUBBLE = 10

/** Many choices as cards of buttons, side by side. */
function buttonCards(choices: readonly Choice[]): messagingApi.FlexMessage[] {
  const bubbles: messagingApi.FlexBubble[] = []
  for (let at = 0; at < choices.length; at += BUTTONS_PER_BUBBLE) {
    bubbles.push({
      type: 'bubble',
      body: {
        type: 'box',
        layout: 'vertical',
        spacing: 'xs',
        contents: choices.slice(at, at + BUTTONS_PER_BUBBLE).map(button),
      },
    })
  }
  const altText = cutUnits(choices.map((choice) => choice.label).join('、'), ALT_TEXT)
  return [
    { type: 'flex', altText, contents: bubbles.length === 1 ? bubbles[0]! : { type: 'carousel', contents: bubbles } },
  ]
}
