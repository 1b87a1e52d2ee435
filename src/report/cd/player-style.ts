// Player style: the look of the listening copy: a disc's own display, its sound along the disc, and its tracks to touch.

export const PLAYER_STYLE = `
main { padding-bottom: 48px; }
header.sleeve { padding-bottom: 8px; gap: 12px; }
.deck { position: sticky; top: 0; z-index: 1; background: var(--paper); padding: 18px 0 14px; border-bottom: 1px solid var(--rule); }
.display { display: flex; flex-wrap: wrap; gap: 4px 28px; align-items: baseline; font-variant-numeric: tabular-nums; }
.display .clock { font: 500 clamp(2rem, 7vw, 3.2rem)/1.1 var(--figures); letter-spacing: -0.03em; min-width: 6ch; }
.display .clock.pause { color: var(--after); }
.display .now { flex: 1 1 12rem; min-width: 0; overflow-wrap: anywhere; font-weight: 600; }
.display .whole { color: var(--quiet); font-size: 0.88rem; }
.strip { position: relative; margin: 14px 0 12px; height: 76px; }
.strip svg { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
.strip .sound { fill: var(--before); opacity: 0.75; } .strip .gone { fill: var(--after); }
.strip .mark { stroke: var(--ink); stroke-width: 1; vector-effect: non-scaling-stroke; opacity: 0.45; }
.strip .rest { fill: var(--rule); opacity: 0.6; }
.strip input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.strip input:focus-visible + .ring { outline: 2px solid var(--before); outline-offset: 3px; } .ring { position: absolute; inset: 0; pointer-events: none; border-radius: 2px; }
.keys { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--rule); border-radius: 6px; padding: 8px 14px; cursor: pointer; min-height: 44px; }
button:hover { border-color: var(--ink); } button:focus-visible { outline: 2px solid var(--before); outline-offset: 2px; }
button.play { background: var(--ink); color: var(--paper); border-color: var(--ink); min-width: 96px; font-weight: 600; }
button[aria-pressed="true"] { border-color: var(--after); color: var(--after); }
.keys .volume { display: flex; gap: 10px; align-items: center; margin-left: auto; color: var(--quiet); font-size: 0.88rem; } .volume input { width: 120px; accent-color: var(--before); }
.tracks { margin-top: 14px; } .tracks li { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: stretch; border-top: 1px solid var(--rule); }
.tracks li:first-child { border-top: 0; }
.tracks button { border: 0; background: none; border-radius: 4px; text-align: left; }
.tracks .track { display: grid; grid-template-columns: 2.4rem minmax(0, 1fr) auto; gap: 0 12px; align-items: baseline; padding: 10px 4px; width: 100%; }
.tracks .number, .tracks .time { font-variant-numeric: tabular-nums; color: var(--quiet); } .tracks .name { overflow-wrap: anywhere; }
.code { white-space: nowrap; }
.tracks .about { grid-column: 2 / -1; font-size: 0.82rem; color: var(--quiet); }
.tracks .seam { font-size: 0.82rem; color: var(--quiet); padding: 10px 4px 10px 18px; align-self: start; line-height: 1.9; }
.tracks .seam:hover, .tracks .track:hover .name { color: var(--after); }
.tracks li[aria-current="true"] .name { color: var(--after); font-weight: 600; } .tracks li[aria-current="true"] .number { color: var(--after); }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 24px; margin-top: 28px; font-size: 0.88rem; }
.facts dt { color: var(--quiet); } .facts dd { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.trouble { color: var(--serious); margin-top: 12px; }
@media (max-width: 560px) {
  .strip { height: 56px; } .display { gap: 0 18px; } .tracks .track { grid-template-columns: 1.5rem minmax(0, 1fr) auto; gap: 0 8px; } .tracks .seam { padding-left: 10px; }
  .keys .volume { margin-left: 0; width: 100%; } .volume input { flex: 1; }
  .keys button { flex: 1 1 auto; padding: 8px 10px; } .facts { gap: 2px 14px; }
}
@media print { .deck { position: static; } .keys, .strip input { display: none; } }
@media (prefers-reduced-motion: no-preference) { .tracks .name { transition: color 0.15s; } }
`.trim();
