import { randomUUID } from 'node:crypto'

export type Facts = Readonly<Record<string, string | number | boolean>>

export interface Span {
  /** Names the span for what follows from it elsewhere or later: a W3C traceparent. */
  readonly trace: string
  note(facts: Facts): void
}

/** Follows a turn from the webhook to the delivery. Facts never hold what a person wrote or who it was. */
export interface Tracing {
  /** Runs `work` as a step named `name`, below `parent` where there is one; a step that throws is marked as failed. */
  span<T>(
    name: string,
    options: { facts?: Facts; parent?: string | undefined },
    work: (span: Span) => Promise<T>,
  ): Promise<T>
  /** Sends what was not sent yet. */
  close(): Promise<void>
}

/** The id under which logs and traces know a turn. */
export const turnOf = (trace: string | null | undefined) => trace?.split('-')[1]

/** Without a collector a turn still has an id for the logs, and nothing else is paid. */
export const untraced: Tracing = {
  span: (_name, { parent }, work) => work({ trace: parent ?? freshTrace(), note() {} }),
  close: async () => undefined,
}

function freshTrace(): string {
  // node keeps random numbers for these in store; drawing bytes anew costs ten times as much
  const trace = randomUUID().replaceAll('-', '')
  return `00-${trace}-${trace.slice(0, 16)}-00`
}

/** How the standard variables of OpenTelemetry want it (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/). */
export interface TracingConfig {
  readonly serviceName: string
  readonly protocol: 'http/protobuf' | 'http/json'
  readonly sampler: string
  readonly samplerArg: string | undefined
}

/** Undefined unless the environment names a collector. */
export function readTracing(env: Readonly<Record<string, string | undefined>>): TracingConfig | undefined {
  const isOff = env.OTEL_SDK_DISABLED === 'true' || env.OTEL_TRACES_EXPORTER === 'none'
  const isNamed = Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT)
  if (isOff || !(isNamed || env.OTEL_TRACES_EXPORTER === 'otlp')) return undefined
  const protocol = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? env.OTEL_EXPORTER_OTLP_PROTOCOL
  return {
    serviceName: env.OTEL_SERVICE_NAME ?? 'career-bot',
    protocol: protocol === 'http/json' ? 'http/json' : 'http/protobuf',
    sampler: env.OTEL_TRACES_SAMPLER ?? 'parentbased_always_on',
    samplerArg: env.OTEL_TRACES_SAMPLER_ARG,
  }
}

/** Traces to the collector of `OTEL_EXPORTER_OTLP_ENDPOINT`. Loaded only then: the packages would double the start. */
export async function openTracing(config: TracingConfig): Promise<Tracing> {
  const { createTracing } = await import('./tracing-otlp.ts')
  return await createTracing(config)
}
