/** The dashboard's own; colours and type are those of all pages. */
export const style = `
body { padding: 0 clamp(16px, 4vw, 48px) 64px; }
.page { max-width: 1240px; margin: 0 auto; }

.top { display: flex; align-items: center; gap: 14px; padding: 28px 0 8px; flex-wrap: wrap; }
.top .mark { flex: none; }
.top h1 { font-size: 17px; font-weight: 600; letter-spacing: -0.005em; }
.top .meta { color: var(--soft); font-size: 13px; }
.slot { margin-left: auto; }
.links { display: flex; flex-wrap: wrap; gap: 4px 20px; font-size: 13px; }
.links li { display: flex; gap: 7px; align-items: baseline; white-space: nowrap; }
.links span { color: var(--soft); }
.links .off::before { content: ''; width: 7px; height: 7px; border-radius: 50%; background: var(--red); }

.verdict { font-size: clamp(26px, 4.2vw, 40px); line-height: 1.15; font-weight: 680;
  letter-spacing: -0.025em; text-wrap: balance; padding: 20px 0 6px; }
.verdict em { font-style: normal; color: var(--soft); font-weight: 560; }
.why { color: var(--soft); max-width: 68ch; }
.lost { display: none; }
[data-lost] .lost { display: block; margin: 16px 0 0; padding: 10px 14px; border-radius: 10px;
  border: 1px solid var(--red); color: var(--red); font-size: 14px; }
[data-lost] main { opacity: 0.55; }

h2 { font-size: 19px; font-weight: 640; letter-spacing: -0.012em; }
h2 small { font-size: 14px; font-weight: 400; color: var(--soft); margin-left: 8px; letter-spacing: 0; }
section { margin-top: 44px; }
.empty { color: var(--soft); border: 1px dashed var(--line); border-radius: 14px;
  padding: 22px 20px; margin-top: 14px; max-width: 72ch; }

.stage { display: grid; gap: 28px 56px; grid-template-columns: minmax(260px, 380px) minmax(0, 1fr);
  align-items: start; margin-top: 32px; }
.ring { width: 100%; height: auto; max-height: 400px; display: block; overflow: visible; }
.ring .pair { stroke: var(--lamp); stroke-width: 1.6; opacity: 0.8; }
.ring.dense .pair { stroke-width: 1.1; opacity: 0.6; }
.ring .wire { stroke: var(--soft); stroke-width: 1.2; opacity: 0.55; stroke-dasharray: 3 5; }
.ring stop.core { stop-color: var(--lamp); stop-opacity: 0.55; }
.ring stop.edge { stop-color: var(--lamp); stop-opacity: 0; }
.ring .bulb { fill: var(--card); stroke: var(--soft); stroke-width: 2; }
.ring .ready .bulb { fill: var(--lamp); stroke: none; }
.ring .starting .bulb { stroke: var(--lamp); stroke-dasharray: 4 3; animation: wake 1.6s linear infinite; }
.ring .frozen .bulb { fill: light-dark(#d5ecfa, #17354a); stroke: var(--ice); }
.ring .down .bulb { stroke: var(--red); stroke-dasharray: 2.5 4; }
.ring text { font: 650 13px var(--text); text-anchor: middle; dominant-baseline: central; fill: var(--ink); }
.ring .ready text { fill: #33230a; }
.ring .down text { fill: var(--red); }
.ring .frozen text { fill: var(--ice); }
.ring .spark { fill: none; stroke: var(--lamp); stroke-width: 2; opacity: 0; }
.ring .gave .spark { animation: give 1.4s ease-out; }
.ring .sum { font-size: 38px; font-weight: 680; letter-spacing: -0.03em; }
.ring .of { font-size: 12.5px; font-weight: 450; fill: var(--soft); }
@keyframes wake { to { stroke-dashoffset: -14; } }
@keyframes give { from { opacity: 0.9; r: 20px; } to { opacity: 0; r: 44px; } }

.nodes { display: grid; grid-template-columns: 20px minmax(150px, 1fr) repeat(4, auto); column-gap: 14px;
  border-top: 1px solid var(--line); margin-top: 24px; }
.node { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; row-gap: 2px;
  align-items: baseline; padding: 11px 0; border-bottom: 1px solid var(--line); }
.many .node { padding: 6px 0; }
.node .lamp { align-self: center; }
.node b { font-weight: 600; }
.node .state { margin-left: 8px; font-size: 13px; color: var(--soft); font-weight: 500; }
.node .state.ready { color: var(--green); } .node .state.down { color: var(--red); }
.node .state.starting { color: var(--amber); } .node .state.frozen { color: var(--ice); }
.node dl { display: contents; }
.node dl div { font-size: 13.5px; white-space: nowrap; text-align: right; padding-left: 12px; }
.node dt { color: var(--soft); display: inline; } .node dd { display: inline; font-variant-numeric: tabular-nums; }
.node .wrong { grid-column: 2 / -1; overflow-wrap: anywhere; color: var(--soft); font-size: 13.5px; }
.lamp { display: inline-block; width: 12px; height: 12px; border-radius: 50%; flex: none;
  border: 2px solid var(--soft); background: none; }
.lamp.ready, .lamp.lit { background: var(--lamp); border-color: var(--lamp); box-shadow: 0 0 0 3px var(--glow); }
.lamp.starting { border-color: var(--lamp); border-style: dashed; }
.lamp.frozen { border-color: var(--ice); background: light-dark(#d5ecfa, #17354a); }
.lamp.down { border-color: var(--red); border-style: dotted; }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
  border: 1px solid var(--line); border-radius: 16px; background: var(--card); overflow: hidden; }
.tile { padding: 16px 20px 17px; margin: 0 -1px -1px 0; border-right: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.tile dt { color: var(--soft); font-size: 13px; }
.tile dd { font-size: 27px; line-height: 1.25; font-weight: 640; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.tile dd small { font-size: 13px; font-weight: 400; letter-spacing: 0; color: var(--soft); margin-left: 6px; white-space: nowrap; }

.pkps { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); gap: 16px; margin-top: 16px; }
.pkp { display: grid; grid-template-columns: 88px minmax(0, 1fr); gap: 4px 18px; background: var(--card);
  border: 1px solid var(--line); border-radius: 16px; padding: 16px; align-content: start; }
.pkp img, .pkp .blank { width: 88px; height: 88px; border-radius: 12px; grid-row: span 2; background: var(--sunk); }
.pkp .owner { color: var(--soft); font-size: 13.5px; }
.pkp ul { grid-column: 1 / -1; border-top: 1px solid var(--line); margin-top: 12px; padding-top: 6px; font-size: 13.5px; }
.pkp ul li { display: flex; flex-wrap: wrap; gap: 0 10px; justify-content: space-between; align-items: baseline; padding: 4px 0; min-width: 0; }
.pkp ul .who { white-space: nowrap; }
.pkp ul .who code { color: var(--soft); margin-left: 7px; }
.pkp ul .may { color: var(--soft); }
button.copy { all: unset; cursor: pointer; font: 500 14px/1.4 var(--mono); border-radius: 4px; }
button.copy:hover { color: var(--indigo); }
button.copy:focus-visible { outline: 2px solid var(--indigo); outline-offset: 2px; }
button.copy[data-done]::after { content: ' copied'; color: var(--green); font: 500 12.5px var(--text); }

.below { display: grid; gap: 0 48px; grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr); }
.rows { margin-top: 12px; border-top: 1px solid var(--line); }
.row { display: grid; gap: 2px 18px; padding: 10px 0; border-bottom: 1px solid var(--line); align-items: center; font-size: 14px; }
.signature { grid-template-columns: minmax(0, 1.1fr) auto minmax(150px, 0.9fr); }
.ceremony { grid-template-columns: minmax(0, 1fr) auto; }
.row .what { min-width: 0; }
.row .what b { font-weight: 560; }
.row .sub { color: var(--soft); font-size: 13px; display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.row .num { font-variant-numeric: tabular-nums; white-space: nowrap; text-align: right; }
.row .bad { color: var(--red); font-weight: 550; }
.signers { display: flex; flex-wrap: wrap; gap: 7px; max-width: 190px; justify-content: end; }
.signers li { display: grid; justify-items: center; gap: 3px; font-size: 11.5px; line-height: 1; color: var(--soft); font-variant-numeric: tabular-nums; }
.bar { display: flex; height: 6px; border-radius: 3px; overflow: hidden; background: var(--sunk); gap: 1px; }
.bar i { display: block; min-width: 2px; }
.bar .presign { background: var(--indigo); opacity: 0.55; } .bar .sign { background: var(--lamp); }
.times { display: flex; flex-wrap: wrap; white-space: nowrap; justify-content: space-between; gap: 10px; font-size: 12.5px; color: var(--soft); margin-top: 4px; font-variant-numeric: tabular-nums; }

@media (min-width: 861px) {
  #ring { position: sticky; top: 24px; }
}
@media (max-width: 1020px) {
  .below { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 860px) {
  .stage { grid-template-columns: minmax(0, 1fr); }
  .ring { max-width: 380px; margin: 0 auto; }
  .slot { margin-left: 0; width: 100%; }
}
@media (max-width: 600px) {
  .nodes { grid-template-columns: 20px minmax(0, 1fr); }
  .node dl { display: flex; flex-wrap: wrap; gap: 0 12px; grid-column: 2 / -1; }
  .node dl div { text-align: left; padding: 0; }
  .tiles { grid-template-columns: 1fr 1fr; }
  h2 small { display: block; margin: 2px 0 0; }
  .signers { max-width: 150px; }
  .signature { grid-template-columns: minmax(0, 1fr) auto; }
  .signature .took { grid-column: 1 / -1; margin-top: 6px; }
  section { margin-top: 36px; }
}
`
