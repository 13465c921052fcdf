import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Span, Tracing, TracingConfig } from './tracing.ts'

/** Tracing by the OpenTelemetry SDK; the exporter reads endpoint, headers and timeouts from the standard variables itself. */
export async function createTracing(config: TracingConfig): Promise<Tracing> {
  const { OTLPTraceExporter } =
    config.protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto')
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': config.serviceName }))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: samplerOf(config),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  const tracer = provider.getTracer('career-bot')

  return {
    async span(name, { facts, parent }, work) {
      const context = parent ? trace.setSpanContext(ROOT_CONTEXT, contextOf(parent)) : ROOT_CONTEXT
      const span = tracer.startSpan(name, { kind: SpanKind.INTERNAL, ...(facts ? { attributes: facts } : {}) }, context)
      const { traceId, spanId, traceFlags } = span.spanContext()
      const handle: Span = {
        trace: `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`,
        note: (more) => void span.setAttributes(more),
      }
      try {
        return await work(handle)
      } catch (error) {
        // the name alone: a message may quote what a person wrote
        span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' })
        throw error
      } finally {
        span.end()
      }
    },
    close: () => provider.shutdown(),
  }
}

function contextOf(parent: string) {
  const [, traceId = '', spanId = '', flags = '00'] = parent.split('-')
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true }
}

/** The samplers every SDK must know; an unknown name counts as the default. */
function samplerOf({ sampler, samplerArg }: TracingConfig): Sampler {
  const given = Number(samplerArg)
  const ratio = new TraceIdRatioBasedSampler(samplerArg !== undefined && given >= 0 && given <= 1 ? given : 1)
  const roots: Record<string, Sampler> = {
    always_on: new AlwaysOnSampler(),
    always_off: new AlwaysOffSampler(),
    traceidratio: ratio,
  }
  const isParentBased = sampler.startsWith('parentbased_')
  const root = roots[sampler.replace('parentbased_', '')]
  if (!root) return new ParentBasedSampler({ root: new AlwaysOnSampler() })
  return isParentBased ? new ParentBasedSampler({ root }) : root
}
