// Page style: the report's look: sleeve notes in ink on paper, or light on lacquer; nothing loaded from anywhere.

/** Blue and vermilion stay apart for every kind of colour vision; dashes and shapes say the same without colour. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #f2f3f1; --card: #fafbf9; --ink: #17191b; --quiet: #585e63; --rule: #cfd3d0;
  --before: #1f6499; --after: #b93c0f; --serious: #a3111f; --lacquer: #17191b; --groove: #d9dcd8;
  --sans: "Avenir Next", Avenir, "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  --figures: ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131517; --card: #1a1d1f; --ink: #e9eae7; --quiet: #a3a9ad; --rule: #34393c;
    --before: #74b3e4; --after: #ff8657; --serious: #ff7f86; --lacquer: #050606; --groove: #a9aeb0;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 var(--sans); font-kerning: normal; }
main, header.sleeve, footer { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
h1, h2, h3, p, dl, dd, ol, ul, figure { margin: 0; }
ol, ul { padding: 0; list-style: none; }
h1 { font-size: 1.05rem; font-weight: 600; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; font-weight: 600; line-height: 1.3; }
h3 { font-size: 1rem; font-weight: 600; }
header.sleeve { display: grid; gap: 32px; padding-top: 56px; padding-bottom: 48px; align-items: center; }
.verdict { font-size: clamp(1.65rem, 4.4vw, 2.9rem); line-height: 1.14; letter-spacing: -0.018em; font-weight: 500;
  margin: 14px 0 18px; text-wrap: balance; max-width: 21em; }
.quiet, figcaption, .gloss { color: var(--quiet); }
.gloss, figcaption, .cure, .settings, .small { font-size: 0.88rem; line-height: 1.5; }
.disc { width: min(100%, 280px); height: auto; display: block; }
.lacquer { fill: var(--lacquer); }
.groove { stroke: var(--groove); stroke-width: 0.8; stroke-linejoin: round; }
.label { fill: var(--after); } .hole { fill: var(--paper); }
section { border-top: 1px solid var(--rule); padding: 32px 0 44px; display: grid; gap: 20px 40px; }
.prose, figcaption { max-width: 62ch; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { font-weight: 500; text-align: left; vertical-align: top; }
thead th { font-size: 0.88rem; color: var(--quiet); padding-bottom: 8px; }
td, tbody th { padding: 10px 0 10px 16px; border-top: 1px solid var(--rule); vertical-align: top; }
tbody th, thead th:first-child { padding-left: 0; }
td.figure, th.figure { text-align: right; white-space: nowrap; }
th.figure { padding-left: 16px; }
.gloss { display: block; font-weight: 400; }
.was { color: var(--before); } .is { color: var(--after); font-weight: 600; }
.findings > li, .moves > li { padding: 0 0 22px; }
.findings > li + li, .moves > li + li { border-top: 1px solid var(--rule); padding-top: 20px; }
.findings > li:last-child, .moves > li:last-child { padding-bottom: 0; }
.grade { display: inline-block; font-size: 0.8rem; font-weight: 600; margin-right: 10px; }
.grade::before { content: ""; display: inline-block; width: 0.62em; height: 0.62em; margin-right: 0.5em; border: 1.5px solid currentColor; border-radius: 50%; }
.grade.error { color: var(--serious); } .grade.error::before { background: currentColor; border-radius: 0; transform: rotate(45deg); }
.grade.warning { color: var(--after); } .grade.warning::before { background: currentColor; }
.grade.note { color: var(--quiet); }
.times { font: 0.86rem/1.6 var(--figures); color: var(--quiet); }
.cure { margin-top: 4px; color: var(--quiet); }
.moves > li { display: grid; gap: 4px 24px; }
.prose + .prose { margin-top: 6px; }
.surety { display: block; font-size: 0.8rem; font-weight: 400; color: var(--quiet); }
.weighed { font-size: 0.88rem; line-height: 1.5; color: var(--quiet); margin-top: 6px; }
.weighed summary { cursor: pointer; } .weighed p { margin-top: 6px; } .total { padding-top: 18px; }
.settings { font-family: var(--figures); font-size: 0.8rem; color: var(--quiet); }
.settings li { display: inline-block; margin-right: 1.6em; }
.promise { margin-top: 18px; } .promise li { padding-top: 4px; }
.charts { display: grid; gap: 44px; }
.charts h3 { margin-bottom: 10px; }
.chart { display: block; width: 100%; height: auto; font-family: var(--sans); font-variant-numeric: tabular-nums; overflow: visible; }
.narrow { display: none; }
figcaption { margin-top: 10px; }
.files > li { padding: 16px 0; border-top: 1px solid var(--rule); }
.files > li:first-child { border-top: 0; padding-top: 0; }
.path { font-weight: 600; overflow-wrap: anywhere; }
.explained { margin-top: 18px; } .explained .path { font-weight: 400; margin-top: 4px; }
.sum { font: 0.76rem/1.5 var(--figures); color: var(--quiet); overflow-wrap: anywhere; }
.level { font-size: clamp(2rem, 5vw, 3.2rem); font-weight: 500; letter-spacing: -0.02em; line-height: 1.1; color: var(--after);
  font-variant-numeric: tabular-nums; margin-bottom: 10px; }
footer { border-top: 1px solid var(--rule); padding-top: 24px; padding-bottom: 64px; color: var(--quiet); }
footer p + p { margin-top: 8px; }
@media (min-width: 900px) {
  header.sleeve { grid-template-columns: minmax(0, 1fr) 280px; padding-top: 72px; }
  section { grid-template-columns: 220px minmax(0, 1fr); }
  .moves > li { grid-template-columns: 88px minmax(0, 1fr); }
  .moves > li > h3 { grid-row: span 3; } .moves > li > :not(h3) { grid-column: 2; }
}
@media (max-width: 560px) {
  body { font-size: 16px; }
  main, header.sleeve, footer { padding-left: 16px; padding-right: 16px; }
  header.sleeve { padding-top: 32px; } .disc { width: 180px; }
  .wide { display: none; } .narrow { display: block; }
  .compared thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .compared tr { display: grid; grid-template-columns: 1fr 1fr 1fr; padding: 12px 0; border-top: 1px solid var(--rule); }
  .compared th { grid-column: 1 / -1; padding: 0 0 4px; } .compared td, .compared tbody th { border: 0; padding: 0; }
  .compared td.figure { text-align: left; } .compared td::before { display: block; font-size: 0.78rem; font-weight: 400; color: var(--quiet); }
  .was::before { content: "mix"; } .is::before { content: "master"; } .by::before { content: "change"; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --before: #1f6499; --after: #b93c0f; --lacquer: #fff; --groove: #000; }
  body { font-size: 10.5pt; } section { padding: 14pt 0 18pt; } header.sleeve { padding: 0 0 18pt; }
  .lacquer { stroke: #000; } li, figure, tr { break-inside: avoid; } h2 { break-after: avoid; }
}
`.trim();
