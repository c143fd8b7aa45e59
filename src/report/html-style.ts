/** The look of an HTML export: legible on a screen by day and night, and on paper. */
export const style = `:root {
  color-scheme: light dark;
  --text: #1c2127; --quiet: #5b6570; --ground: #ffffff; --raised: #f3f5f7; --line: #d5dae0;
  --good: #14693a; --bad: #a8201a; --warn: #7a4d00; --mark: #1f4f8f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e4e7ea; --quiet: #a2abb5; --ground: #15181c; --raised: #20252b; --line: #3a424b;
    --good: #6fcf97; --bad: #ff8a80; --warn: #f0b849; --mark: #8ab8f0;
  }
}
body { margin: 0; color: var(--text); background: var(--ground); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3, h4, h5, h6 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p { margin: .5rem 0; }
blockquote { margin: .75rem 0; padding: .5rem 1rem; border-inline-start: 4px solid var(--mark); background: var(--raised); }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; }
th, td { text-align: start; vertical-align: top; padding: .35rem .6rem; border: 1px solid var(--line); }
th { background: var(--raised); }
.facts th { width: 14rem; font-weight: 600; }
code, pre { font: .875em/1.45 ui-monospace, monospace; }
pre { margin: .35rem 0; padding: .6rem .75rem; background: var(--raised); border: 1px solid var(--line);
  white-space: pre-wrap; overflow-wrap: anywhere; }
ul { margin: .25rem 0; padding-inline-start: 1.4rem; }
.tasks { list-style: none; padding: 0; }
.task { margin: .6rem 0; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: 4px; }
.task > ul { color: var(--quiet); }
.task pre { color: var(--text); }
.box { font-size: 1.1em; }
.title { font-weight: 600; }
.state { font-weight: 700; white-space: nowrap; }
.done, .clear { color: var(--good); }
.failed, .raised { color: var(--bad); }
.unknown, .running, .overridden, .skipped, .deferred, .asserted, .confirmed { color: var(--warn); }
.open, .assigned, .not-applicable { color: var(--mark); }
@page { margin: 16mm 14mm; }
@media print {
  :root { --text: #000; --quiet: #333; --ground: #fff; --raised: #f5f5f5; --line: #999;
    --good: #000; --bad: #000; --warn: #000; --mark: #000; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  h2 { margin-top: 1.5rem; }
  thead { display: table-header-group; }
  pre { white-space: pre-wrap; orphans: 3; widows: 3; }
  .task { break-inside: auto; border-color: var(--line); }
  a { color: inherit; }
  h2, h3 { break-after: avoid; }
  tr, .task > .title, blockquote { break-inside: avoid; }
}
`
