/**
 * A place in one line, as CommonMark counts it: tabs reach to columns of four, and a container may take a part of a tab.
 * Mutable, because the scan of a line is a walk along it.
 */
export class Cursor {
  readonly source: string
  readonly end: number
  offset: number
  column = 0
  /** Columns of a tab at `offset` that a container has not taken. */
  private leftOfTab = 0
  private solidAt = -1
  private solidColumn = 0

  constructor(source: string, start: number, end: number) {
    this.source = source
    this.offset = start
    this.end = end
  }

  /** Offset of the first character that is neither space nor tab. */
  get solid(): number {
    if (this.solidAt < this.offset) this.findSolid()
    return this.solidAt
  }

  get indent(): number {
    return this.solid >= this.offset ? this.solidColumn - this.column : 0
  }

  get blank(): boolean {
    return this.solid >= this.end
  }

  private findSolid(): void {
    let at = this.offset
    let column = this.column
    if (this.leftOfTab > 0) {
      column += this.leftOfTab
      at++
    }
    for (; at < this.end; at++) {
      const code = this.source.charCodeAt(at)
      if (code === 32) column++
      else if (code === 9) column += 4 - (column % 4)
      else break
    }
    this.solidAt = at
    this.solidColumn = column
  }

  toSolid(): void {
    const solid = this.solid
    this.column = this.solidColumn
    this.offset = solid
    this.leftOfTab = 0
  }

  /** Passes characters that are neither space nor tab. */
  pass(count: number): void {
    this.offset += count
    this.column += count
  }

  /** Passes up to so many columns of white space. */
  passColumns(count: number): void {
    for (let left = count; left > 0 && this.offset < this.end; ) {
      const code = this.source.charCodeAt(this.offset)
      if (code === 32) {
        this.offset++
        this.column++
        left--
      } else if (code === 9) {
        const width = this.leftOfTab > 0 ? this.leftOfTab : 4 - (this.column % 4)
        const taken = Math.min(width, left)
        this.column += taken
        left -= taken
        this.leftOfTab = width - taken
        if (this.leftOfTab === 0) this.offset++
      } else return
    }
  }

  /** What is left of the line; what is left of a tab stands as spaces. */
  rest(): string {
    if (this.leftOfTab === 0) return this.source.slice(this.offset, this.end)
    return ' '.repeat(this.leftOfTab) + this.source.slice(this.offset + 1, this.end)
  }

  save(): readonly [number, number, number] {
    return [this.offset, this.column, this.leftOfTab]
  }

  restore([offset, column, leftOfTab]: readonly [number, number, number]): void {
    this.offset = offset
    this.column = column
    this.leftOfTab = leftOfTab
    this.solidAt = -1
  }
}
