/**
 * The style of the block page: inline, as the page loads nothing, and small, as it is sent often.
 */

export const STYLE = `
:root{color-scheme:light dark;--paper:#f6f3ee;--card:#fffdf9;--ink:#26211c;--soft:#6a6056;--line:#e2dad0;--gate:#a8401f}
@media (prefers-color-scheme:dark){:root{--paper:#171412;--card:#211d1a;--ink:#f1ebe4;--soft:#b3a89c;--line:#3a332d;--gate:#f08a5d}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:clamp(1rem,4vw,3rem);background:var(--paper);color:var(--ink);
font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Devanagari","Nirmala UI",sans-serif}
main{width:100%;max-width:38rem;padding:clamp(1.5rem,5vw,3rem);background:var(--card);border:1px solid var(--line);border-radius:1rem}
svg{display:block;margin-bottom:1.25rem}
.wall{fill:none;stroke:var(--gate);stroke-width:3}
.door{fill:var(--gate);opacity:.16}
.bar{fill:var(--gate)}
h1{margin:0 0 .5rem;font-size:clamp(1.5rem,5vw,2rem);line-height:1.2;letter-spacing:-.01em;text-wrap:balance}
h2{margin:0 0 .4rem;font-size:1.2rem;line-height:1.45}
p{margin:0 0 .75rem}
.ask{color:var(--soft);font-size:.93rem}
section{margin-top:1.5rem;padding-top:1.5rem;border-top:1px solid var(--line)}
footer{margin-top:1.5rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
code{display:block;margin-top:.15rem;font:inherit;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--ink);overflow-wrap:anywhere}
`;
