/** The one style sheet of the hosted pages, embedded in each. */
export const STYLES = `
:root{--ink:#1b1f2a;--muted:#596273;--line:#dfe3ea;--soft:#f5f6f9;--accent:#4b45c6;--accent-dark:#3b36a8;--bad:#b3261e;--good:#1a7a4c;--good-soft:#edf8f2;--radius:10px}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#fff;color:var(--ink);font:16px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif;-webkit-font-smoothing:antialiased}
h1,p,ul,dl,dd{margin:0;padding:0;border:0}
ul{list-style:none}
a{color:var(--accent)}
button,input{font:inherit;color:inherit}
:focus-visible{outline:3px solid #a9a6ee;outline-offset:2px}

.split{min-height:100vh;display:grid;grid-template-columns:1fr 1fr}
.summary{background:var(--soft);border-right:1px solid var(--line);display:flex;justify-content:flex-end;padding:56px 72px 48px 40px}
.pay{display:flex;justify-content:flex-start;padding:56px 40px 48px 72px}
.column{width:100%;max-width:400px}
.summary .column{position:sticky;top:56px;align-self:flex-start}

.merchant{display:flex;align-items:center;gap:10px;margin-bottom:36px}
.back{display:inline-flex;align-items:center;justify-content:center;width:32px;height:32px;margin-left:-8px;border-radius:8px;color:var(--muted);text-decoration:none}
.back:hover{background:#e7eaf0;color:var(--ink)}
.mark{display:inline-flex;align-items:center;justify-content:center;width:30px;height:30px;border-radius:8px;background:var(--accent);color:#fff;font-weight:650;font-size:14px}
.merchant strong{font-weight:600}
.badge{margin-left:4px;padding:3px 8px;border-radius:6px;background:#fdeac8;color:#6b4600;font-size:12px;line-height:16px;font-weight:650;white-space:nowrap}
.lead{color:var(--muted);font-weight:500}
.total{font-size:40px;line-height:1.15;font-weight:650;letter-spacing:-.02em;margin:4px 0 32px;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}

.items li{display:flex;gap:14px;align-items:flex-start;padding:12px 0}
.thumb{flex:none;width:48px;height:48px;border-radius:8px;border:1px solid var(--line);background:#fff;object-fit:cover;display:flex;align-items:center;justify-content:center;color:var(--muted);font-weight:600}
.what{flex:1;min-width:0;overflow-wrap:anywhere}
.what b{display:block;font-weight:550;font-size:15px;line-height:1.4}
.what span{display:block;color:var(--muted);font-size:13px}
.much{flex:none;font-size:15px;font-weight:550;text-align:right;font-variant-numeric:tabular-nums}
.much span{display:block;color:var(--muted);font-size:13px;font-weight:400}
.sums{margin:12px 0 0 62px;border-top:1px solid var(--line);padding-top:14px}
.sums div{display:flex;justify-content:space-between;gap:16px;padding:3px 0;font-size:15px;color:var(--muted)}
.sums dd{font-variant-numeric:tabular-nums}
.sums .due{color:var(--ink);font-weight:600}
.sums div+.due{border-top:1px solid var(--line);margin-top:10px;padding-top:14px}

h1.title{font-size:20px;line-height:1.3;font-weight:600;letter-spacing:-.01em}
.pay h1.title{margin-bottom:24px}
.field{margin-bottom:18px}
.field>label{display:block;font-size:14px;font-weight:550;margin-bottom:6px;padding:0}
.input{display:block;width:100%;height:46px;padding:0 13px;background:#fff;border:1px solid #8a93a3;border-radius:8px;transition:border-color .12s,box-shadow .12s}
.input:hover{border-color:#5f6878}
.input:focus{outline:none;border-color:var(--accent);box-shadow:0 0 0 3px #dcdaf8}
.input[aria-invalid=true]{border-color:var(--bad);box-shadow:0 0 0 1px var(--bad)}
.input[readonly]{background:var(--soft);border-color:var(--line);color:var(--muted)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:14px}
.error{display:flex;gap:6px;margin-top:6px;color:var(--bad);font-size:14px;line-height:1.4}
.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:50px;padding:10px 18px;border:1px solid transparent;border-radius:var(--radius);background:var(--accent);color:#fff;font-weight:600;text-decoration:none;text-align:center;cursor:pointer;transition:background .12s}
.button:hover{background:var(--accent-dark)}
.button.quiet{background:#fff;color:var(--ink);border-color:#8a93a3}
.button.quiet:hover{background:var(--soft)}
.busy .button{opacity:.65;cursor:progress}
.fine{color:var(--muted);font-size:13px;margin-top:14px;text-align:center}

.hints{margin-top:28px;border:1px solid var(--line);border-radius:var(--radius);background:var(--soft)}
.hints summary{padding:12px 16px;font-size:14px;font-weight:600;cursor:pointer;border-radius:var(--radius)}
.hints .inside{padding:0 16px 10px}
.hints p{font-size:13px;color:var(--muted);margin-bottom:4px}
.hints li{display:flex;align-items:center;gap:10px;justify-content:space-between;padding:8px 0;border-top:1px solid var(--line)}
.hints code{display:block;font:500 14px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;white-space:nowrap;user-select:all}
.hints small{display:block;font-size:13px;color:var(--muted)}
.fill{flex:none;display:none;min-height:34px;padding:4px 12px;border:1px solid #8a93a3;border-radius:8px;background:#fff;font-size:13px;font-weight:550;cursor:pointer}
.fill:hover{border-color:var(--accent);color:var(--accent)}
.js .fill{display:inline-block}

.notice{min-height:100vh;display:flex;flex-direction:column;align-items:center;justify-content:center;background:var(--soft);padding:24px 16px}
.card{width:100%;max-width:440px;background:#fff;border:1px solid var(--line);border-radius:16px;padding:32px;box-shadow:0 12px 32px -16px rgba(27,31,42,.18)}
.card .merchant{margin-bottom:28px}
.card p{color:var(--muted);margin:8px 0 0}
.card .actions{display:grid;gap:10px;margin-top:28px}
.stack{display:grid;gap:10px}
.icon{display:flex;align-items:center;justify-content:center;width:44px;height:44px;border-radius:50%;margin-bottom:16px;background:var(--soft);color:var(--muted)}
.icon.good{background:var(--good-soft);color:var(--good)}
.facts{margin-top:20px;border-top:1px solid var(--line)}
.facts div{display:flex;justify-content:space-between;gap:16px;padding:10px 0;border-bottom:1px solid var(--line);font-size:15px}
.facts dt{color:var(--muted)}
.facts dd{font-weight:550;font-variant-numeric:tabular-nums;text-align:right;overflow-wrap:anywhere}

@media (max-width:820px){
.split{display:block}
.summary{border-right:0;border-bottom:1px solid var(--line);padding:20px 20px 24px;justify-content:center}
.summary .column{position:static}
.pay{padding:28px 20px 40px;justify-content:center}
.column{max-width:480px}
.merchant{margin-bottom:22px}
.total{font-size:34px;margin-bottom:14px}
.sums{margin-left:0}
.card{padding:24px 20px}
}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
`
