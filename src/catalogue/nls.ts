import frames from './frames.json' with { type: 'json' }

const COMPONENTS = new Map(Object.entries(frames.nls.components))

/** What a code of the digital competence frame is about: `4.2.CB2` → the name of component 4.2. */
export function nlsNameOf(code: string): string | undefined {
  return COMPONENTS.get(code.split('.').slice(0, 2).join('.'))
}
