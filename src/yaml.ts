import { load, YAMLException } from 'js-yaml'

/** What a YAML text holds, or what is wrong with it and in which line. */
export function readYaml(
  text: string,
): { readonly data: unknown } | { readonly problem: string; readonly line: number } {
  try {
    return { data: load(text) }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    return {
      problem: `is not valid YAML: ${error.reason}. Check indentation and quotes.`,
      line: (error.mark?.line ?? 0) + 1,
    }
  }
}
