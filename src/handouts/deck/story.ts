import type { ScenarioBlock, ScenarioNode } from '../../catalogue/index.ts'
import type { Texts } from '../../web/index.ts'
import { bold, type DeckSlide, marked, type Paragraph } from './deck-slide.ts'
import { paragraphsOf } from './paragraphs.ts'
import { fits, onSlides, SMALLEST } from './room.ts'

type Drawn = Omit<DeckSlide, 'notes'>

export interface Told {
  readonly node: ScenarioNode
  readonly slides: readonly Drawn[]
}

/** One slide for each place of a story, or two; choices and endings lead on by a press. */
export function storySlides(block: ScenarioBlock, heading: string, texts: Texts): readonly Told[] {
  return inReach(block).map((node) => {
    const slides = slidesOfNode(block, node, texts)
    return {
      node,
      slides: slides.map((paragraphs, index) => ({
        ...(index === 0 && { keys: [keyOf(block, node.id)] }),
        look: node.ending ? 'plain' : 'ask',
        heading,
        paragraphs,
        // Text that goes on over two slides is left by a click like any other.
        ...(index === slides.length - 1 && { staysOnClick: true }),
      })),
    }
  })
}

/** What stands behind a story. */
export function keyAfter({ id }: ScenarioBlock): string {
  return `after:${id}`
}

function keyOf({ id }: ScenarioBlock, node: string): string {
  return `${id}/${node}`
}

/** From the start on, nearer ones first. */
function inReach({ nodes, start }: ScenarioBlock): readonly ScenarioNode[] {
  const ids = [start]
  for (const id of ids) {
    const { choices = [] } = nodes.find((node) => node.id === id) ?? {}
    ids.push(...choices.map(({ to }) => to).filter((to) => !ids.includes(to)))
  }
  return [...new Set(ids)].flatMap((id) => nodes.filter((node) => node.id === id))
}

function slidesOfNode(
  block: ScenarioBlock,
  node: ScenarioNode,
  texts: Texts,
): readonly (readonly Paragraph[])[] {
  const told = paragraphsOf(node.html)
  const ways = node.ending
    ? endingWays(block, node.ending, texts)
    : node.choices.map(({ to, text }, index) => ({
        ...marked(`${String.fromCharCode('A'.charCodeAt(0) + index)}.`, text, { bold: true }),
        goesTo: keyOf(block, to),
      }))
  if (fits([...told, ...ways], SMALLEST)) return [[...told, ...ways]]
  return [...onSlides(told.map((paragraph) => [paragraph])), ways]
}

function endingWays(
  block: ScenarioBlock,
  ending: NonNullable<ScenarioNode['ending']>,
  { t }: Texts,
): readonly Paragraph[] {
  return [
    bold(t(`present.story.${ending}`)),
    { ...marked('●', t('handouts.deck.again')), goesTo: keyOf(block, block.start) },
    { ...marked('●', t('handouts.deck.goOn')), goesTo: keyAfter(block) },
  ]
}
