import type { KnownBlock, View } from '@slack/types'
import type { Outbound } from '../channel.ts'
import { VIEW_BLOCKS } from './limits.ts'
import type { LinkTo } from './links.ts'
import { render } from './render.ts'

/** What a button on the page brings back. */
export interface HomeOf {
  readonly isDesk: boolean
}

/** Messages as a Home tab (https://docs.slack.dev/surfaces/app-home), with a line between one and the next. */
export function renderHome(messages: readonly Outbound[], of: HomeOf, linkTo?: LinkTo): View {
  const blocks = messages.flatMap((message, index): KnownBlock[] => {
    const shown = render(message, linkTo).flatMap((part) => part.blocks)
    return index === 0 || shown.length === 0 ? shown : [{ type: 'divider' }, ...shown]
  })
  return { type: 'home', private_metadata: JSON.stringify(of), blocks: numbered(blocks.slice(0, VIEW_BLOCKS)) }
}

/** Each message numbers its buttons from nought; in one view they need numbers of their own. */
function numbered(blocks: KnownBlock[]): KnownBlock[] {
  let next = 0
  return blocks.map((block) =>
    block.type === 'actions'
      ? {
          ...block,
          elements: block.elements.map((element) =>
            element.type === 'button'
              ? { ...element, action_id: element.action_id?.replace(/:\d+$/, () => `:${next++}`) ?? `button:${next++}` }
              : element,
          ),
        }
      : block,
  )
}
