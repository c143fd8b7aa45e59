const perSection = 100

/** A runbook of so many boxes in sections of a hundred; annotated: each with an id, a note and what it asks. */
export const boxes = (items: number, {annotated}: {readonly annotated: boolean}): string => {
  const lines = ['# Many boxes', '']
  for (let at = 0; at < items; at++) {
    if (at % perSection === 0) lines.push('', `## ${at / perSection + 1}. Section`, '')
    const box = `- [ ] Check **${at}** of the night: the answer stands on \`board-${at % 7}\``
    lines.push(annotated ? `${box} <!-- {id: box-${at}, ask: [who]} -->` : box)
  }
  return `${lines.join('\n')}\n`
}
