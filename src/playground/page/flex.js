import { html } from './view.js'

/*
 * A small renderer of our own for LINE's Flex messages. The maintained one on
 * npm (flex-render) puts texts into HTML unescaped and makes buttons that only
 * a mouse can press.
 */
const SPACE = { none: '0', xs: '2px', sm: '4px', md: '8px', lg: '12px', xl: '16px', xxl: '20px' }
const SIZE = { xxs: '11px', xs: '13px', sm: '14px', md: '16px', lg: '19px', xl: '22px', xxl: '29px', '3xl': '35px' }
const WIDTH = {
  nano: '120px',
  micro: '160px',
  deca: '220px',
  hecto: '241px',
  kilo: '260px',
  mega: '300px',
  giga: '330px',
}
const ALIGN = { start: 'left', center: 'center', end: 'right' }
const length = (value, table) => (value === undefined ? undefined : (table[value] ?? value))

/** `press` takes the action of a button. */
export function Flex({ contents, press }) {
  if (contents.type === 'carousel')
    return html`<div class="flex-carousel" tabindex="0" role="group" aria-label="横に並んだカード">
      ${contents.contents.map((bubble, index) => html`<${Bubble} key=${index} bubble=${bubble} press=${press} />`)}</div>`
  return html`<${Bubble} bubble=${contents} press=${press} />`
}

function Bubble({ bubble, press }) {
  const parts = ['header', 'hero', 'body', 'footer'].filter((name) => bubble[name])
  return html`<div class="flex-bubble" style=${{ width: WIDTH[bubble.size ?? 'mega'] }}>
    ${parts.map((name) => html`<div key=${name} class=${`flex-${name}`}><${Component} of=${bubble[name]} press=${press} /></div>`)}
  </div>`
}

function Component({ of, inside, gap, press }) {
  const style = { ...placed(of, inside), marginTop: undefined }
  const margin = length(of.margin ?? gap, SPACE)
  if (margin) style[inside === 'horizontal' || inside === 'baseline' ? 'marginLeft' : 'marginTop'] = margin
  switch (of.type) {
    case 'box':
      return html`<div class=${`flex-box ${of.layout}`} style=${{ ...style, ...boxStyle(of) }}>
        ${of.contents.map(
          (child, index) => html`<${Component} key=${index} of=${child} inside=${of.layout}
          gap=${index === 0 ? undefined : of.spacing} press=${press} />`,
        )}</div>`
    case 'text':
      return html`<p class="flex-text" style=${{ ...style, ...textStyle(of) }}>${of.text}</p>`
    case 'button':
      return html`<button class=${`flex-button ${of.style ?? 'link'} ${of.height ?? 'md'}`} style=${style} onClick=${() => press(of.action)}>${of.action.label}</button>`
    case 'image':
      return html`<img class="flex-image" alt="" src=${of.url} style=${style} />`
    case 'separator':
      return html`<div class="flex-separator" style=${style}></div>`
    default:
      return html`<div style=${style}></div>`
  }
}

function placed(of, inside) {
  const isRow = inside === 'horizontal' || inside === 'baseline'
  const flex = of.flex ?? (isRow && !of.width ? 1 : 0)
  return { flex: flex > 0 ? `${flex} ${flex} 0` : '0 0 auto', minWidth: isRow ? '0' : undefined }
}

const boxStyle = (of) => ({
  backgroundColor: of.backgroundColor,
  borderRadius: length(of.cornerRadius, SPACE),
  width: of.width,
  height: of.height,
  padding: length(of.paddingAll, SPACE),
  justifyContent: of.justifyContent,
  alignItems: of.alignItems,
})

const textStyle = (of) => ({
  fontSize: length(of.size ?? 'md', SIZE),
  fontWeight: of.weight === 'bold' ? '700' : undefined,
  color: of.color,
  textAlign: ALIGN[of.align],
  whiteSpace: of.wrap ? 'pre-wrap' : 'nowrap',
})
