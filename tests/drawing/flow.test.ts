import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { createMachine } from 'xstate'
import { chartOf } from '../../src/drawing/chart.ts'
import { drawChart } from '../../src/drawing/mermaid.ts'
import { chartPage } from '../../src/drawing/page.ts'

const chart = chartOf(
  createMachine({
    id: 'dialogue',
    initial: 'idle',
    on: { 'wanted.stop': { target: '.idle', actions: { type: 'say', params: { key: 'stopped' } } } },
    states: {
      idle: {
        on: { began: [{ guard: ({ event }) => event.type !== 'x', target: 'form' }, { actions: 'missed' }] },
      },
      form: {
        initial: 'name',
        states: {
          name: {
            entry: { type: 'ask', params: { how: 'first' } },
            on: { answered: { guard: 'is good', target: 'sure' } },
          },
          sure: { always: '#dialogue.idle' },
        },
      },
    },
  }),
)

describe('the drawing of the chart', () => {
  it('is current in flows/chart.md', () => {
    expect(() => execFileSync(process.execPath, ['scripts/flow.ts', '--check'], { stdio: 'pipe' })).not.toThrow()
  })

  it('shows a large state as one box with its ways out, and what is heard everywhere', () => {
    expect(drawChart(chart)).toMatchInlineSnapshot(`
      "stateDiagram-v2
        direction LR
        state "idle" as idle
        state "form" as form
        state "anywhere in the talk" as anywhere
        [*] --> idle
        anywhere --> idle: wanted.stop
        idle --> form: began […]
        form --> idle: at once
        classDef outside stroke-dasharray: 4
        class anywhere outside"
    `)
  })

  it('shows inside a large state the way back out, and which state asks', () => {
    const form = drawChart(chart.states[1]!)
    expect(form).toContain('state "name ?" as form_name')
    expect(form).toContain('form_name --> form_sure: answered [is good]')
    expect(form).toContain('form_sure --> idle: at once')
    expect(form).toContain('class idle outside')
  })

  it('lights the state a talk is in, also from the outside', () => {
    expect(drawChart(chart, 'form.name')).toContain('class form now')
    expect(drawChart(chart.states[1]!, 'form.name')).toContain('class form_name now')
    expect(drawChart(chart.states[1]!, 'idle')).not.toContain(' now')
  })

  it('lists what is done without leaving, and conditions as they are written', () => {
    const page = chartPage(chart)
    expect(page).toContain('| idle | began |  | stays | missed |')
    expect(page).toMatch(/\| idle \| began \| `event\.type !== .x.` \| form \|/)
    expect(page).toContain('| wanted.stop |  | idle | say stopped |')
  })
})
