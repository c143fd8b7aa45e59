// Ink draws every row anew for each frame: splits it into cells, styles each, puts them together again. Of a key's frame
// two rows have changed. Here a row that was drawn before from the same pieces at the same places is taken as it was: what
// comes of them depends on nothing else. __tests__/lean-ink.test.ts compares it with the original.

const between = (text, from, to) => {
  const start = text.indexOf(from)
  const end = text.indexOf(to, start)
  if (start === -1 || end === -1) throw new Error('lean-ink: ink puts its rows together in another way now')
  return text.slice(start, end)
}

const replaced = (text, from, to) => {
  if (text.split(from).length !== 2)
    throw new Error('lean-ink: ink puts its rows together in another way now')
  return text.replace(from, () => to)
}

/** So many rows are kept; when there are more, all of them go. */
const most = 2000

const keeping = `
/** A value for each text, made once; no more of them than a few screens have. */
const kept = make => {
  const values = new Map();
  return (key, ...rest) => {
    const known = values.get(key);
    if (known !== undefined) return known;
    if (values.size >= ${most}) values.clear();
    const value = make(key, ...rest);
    values.set(key, value);
    return value;
  };
};
`

/** ink/build/output.js, its rows kept from frame to frame. */
export const rowsKept = original => {
  const initial = between(original, '// Initialize output array', 'const clips = [];')
  const painting = between(original, 'const characters = this.caches', 'offsetY++;')
  const joining = between(original, 'const generatedOutput = output', 'return {')
  const text = [
    [initial, 'const rows = Array.from({ length: this.height }, () => []);\n        '],
    ['const currentLine = output[y + offsetY];', 'const currentLine = rows[y + offsetY];'],
    [painting, 'currentLine.push({ x, line });\n                    '],
    [
      joining,
      `const generatedOutput = rows
            .map(writes => keptRow(this.width + '\\n' + writes.map(({ x, line }) => x + '\\t' + line).join('\\n'), writes, this))
            .join('\\n');
        `,
    ],
    ['height: output.length', 'height: rows.length'],
  ].reduce((left, [from, to]) => replaced(left, from, to), original)
  return `${text}
${keeping}
const keptRow = kept((_, writes, output) => output.paint(writes));
Output.prototype.paint = function (writes) {
  const currentLine = [];
  for (let x = 0; x < this.width; x++) {
    currentLine.push({ type: 'char', value: ' ', fullWidth: false, styles: [] });
  }
  for (const { x, line } of writes) {
    ${painting}
  }
  return styledCharsToString(currentLine.filter(item => item !== undefined)).trimEnd();
};
`
}

/** ink/build/render-node-to-output.js, which asks each text for its width in every frame. */
export const widthsKept = original =>
  `${replaced(original, "import widestLine from 'widest-line';", "import measureWidest from 'widest-line';")}
${keeping}
const widestLine = kept(text => measureWidest(text));
`

/** ink/build/measure-text.js, which would keep every text that was ever on the screen: an hour of clocks and readings. */
export const measuresBounded = original =>
  replaced(
    original,
    'cache.set(text, dimensions);',
    `if (cache.size >= ${most}) cache.clear();
    cache.set(text, dimensions);`,
  )

/** ink/build/wrap-text.js, which would keep them too. */
export const wrapsBounded = original =>
  replaced(
    replaced(original, 'const cache = {};', 'let cache = {};\nlet count = 0;'),
    'cache[cacheKey] = wrappedText;',
    `if (count >= ${most}) {
        cache = {};
        count = 0;
    }
    count++;
    cache[cacheKey] = wrappedText;`,
  )
