/** A dictionary of Japanese: base forms of the words that mean something, and how it all sounds. */
export interface Dictionary {
  analyse(text: string): Analysis
}
export interface Analysis {
  readonly bases: readonly string[]
  readonly reading: string
}

interface Morpheme {
  readonly surface: string
  readonly partOfSpeech: string
  readonly baseForm: string
  readonly reading: string
}

const MEANINGFUL = new Set(['名詞', '動詞', '形容詞', '副詞', '形状詞', '連体詞'])

/** Loads the dictionary that ships in the package; undefined, after one warning, when it cannot be loaded. */
export async function loadDictionary(warn: (problem: string) => void): Promise<Dictionary | undefined> {
  try {
    const { TokenizerBuilder } = await import('lindera-wasm-nodejs-ipadic')
    const builder = new TokenizerBuilder()
    builder.setDictionary('embedded://ipadic')
    builder.setMode('normal')
    const tokenizer = builder.build()
    return {
      analyse(text) {
        const bases: string[] = []
        let reading = ''
        for (const morpheme of tokenizer.tokenize(text) as Morpheme[]) {
          if (MEANINGFUL.has(morpheme.partOfSpeech))
            bases.push(morpheme.baseForm === '*' ? morpheme.surface : morpheme.baseForm)
          reading += morpheme.reading && morpheme.reading !== '*' ? morpheme.reading : morpheme.surface
        }
        return { bases, reading }
      },
    }
  } catch (error) {
    warn(
      `the Japanese dictionary cannot be loaded (${error instanceof Error ? error.message : error}): questions in kana alone are understood less well`,
    )
    return undefined
  }
}
