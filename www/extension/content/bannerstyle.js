/** The style of the warning card. */

export const STYLE = `
:host { all: initial; }
.card {
  --card: #fffdf9; --ink: #2a231c; --soft: #5d5349; --line: #e3d9cb; --gate: #b4451f; --deep: #8c3315; --wash: #f9e6dc;
  color-scheme: light;
  position: fixed; z-index: 2147483647; inset: auto 16px 16px auto;
  display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 4px 12px; align-items: start;
  box-sizing: border-box; width: min(400px, calc(100vw - 32px)); padding: 14px 14px 14px 16px;
  border: 1px solid var(--line); border-left: 5px solid var(--gate); border-radius: 12px;
  background: var(--card); color: var(--ink); box-shadow: 0 6px 24px rgb(0 0 0 / 22%);
  font: 15px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Devanagari', 'Nirmala UI', sans-serif;
}
.card[data-theme='dark'] {
  --card: #1f1a16; --ink: #f2ebe2; --soft: #c2b5a6; --line: #383027; --gate: #ef8557; --deep: #ffb391; --wash: #3b2117;
  color-scheme: dark;
}
@media (prefers-color-scheme: dark) {
  .card[data-theme='auto'] {
    --card: #1f1a16; --ink: #f2ebe2; --soft: #c2b5a6; --line: #383027; --gate: #ef8557; --deep: #ffb391; --wash: #3b2117;
    color-scheme: dark;
  }
}
p { margin: 0; grid-column: 2 / -1; color: var(--soft); }
.title { grid-column: 2; color: var(--ink); font-weight: 650; text-wrap: pretty; }
.sign {
  display: grid; place-items: center; width: 26px; height: 26px; border-radius: 7px;
  background: var(--gate); color: var(--card); font-weight: 800; rotate: 45deg; font-size: 0;
}
.sign::before { content: '!'; rotate: -45deg; font-size: 16px; }
.buttons { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 8px; margin-top: 6px; }
button {
  min-height: 36px; padding: 4px 12px; border: 1px solid var(--line); border-radius: 8px;
  background: transparent; color: var(--deep); font: inherit; font-size: 14px; font-weight: 600; cursor: pointer;
}
button:hover { background: var(--wash); }
button:focus-visible { outline: 3px solid var(--gate); outline-offset: 1px; }
.close { min-width: 36px; margin: -6px -6px 0 0; padding: 0; border-color: transparent; color: var(--soft); font-size: 22px; line-height: 1; }
@media print { .card { display: none; } }
`;
