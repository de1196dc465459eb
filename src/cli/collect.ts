import { InvalidArgumentError } from 'commander'

/** For options that may be given several times. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

export function collectTrust(value: string, before: readonly string[]): readonly string[] {
  if (value !== 'custom' && value !== 'course') {
    throw new InvalidArgumentError('Allowed choices are custom, course.')
  }
  return collect(value, before)
}
