import type { Rule } from './rule.ts'

/** Partners and visitors of the province read what a module is for in English: its title and each of its objectives. */
export const english: Rule = ({ title, objectives, objectivesEn = [] }) => {
  const file = 'module.json'
  return [
    ...(title.en === undefined ? [{ file, message: 'has no English title (title.en).' }] : []),
    ...(objectivesEn.length === objectives.length
      ? []
      : [
          {
            file,
            message: `has ${objectivesEn.length} English objectives (objectivesEn) for ${objectives.length}.`,
          },
        ]),
  ]
}
