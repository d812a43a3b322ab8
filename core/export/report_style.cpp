// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/report_parts_p.h"

namespace gapscope::report {
namespace {
// The colours of the window's themes (ui/base/theme), so that charts and text agree.
constexpr const char *lightColours = R"css(color-scheme:light;
--page:#fff;--panel:#f4f5f7;--line:#d3d8de;--text:#1a1a1a;--muted:#59626d;--link:#005a9c;
--real:#0072b2;--sim:#b35900;--realfill:#e9f3fb;--simfill:#fdf0e1;--agent:#f2f3f5;
--divergent:#d81b60;--moved:#332288;--onlyreal:#fbd5d5;--onlysim:#cfe8fc;--warn:#7a5b00;)css";
constexpr const char *darkColours = R"css(color-scheme:dark;
--page:#1e1e1e;--panel:#27292c;--line:#43474d;--text:#f0f0f0;--muted:#a9b0b8;--link:#6cb8ff;
--real:#56b4e9;--sim:#e69f00;--realfill:#1c2c38;--simfill:#35291a;--agent:#292b2e;
--divergent:#ff6f91;--moved:#c9a6ff;--onlyreal:#6b2a1e;--onlysim:#00405e;--warn:#f0c36d;)css";

constexpr const char *rules = R"css(
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);
font:15px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
main,header,footer{max-width:78rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2rem}
footer{padding-bottom:3rem;color:var(--muted);font-size:.9em}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.35rem;margin:2.6rem 0 .6rem;padding-bottom:.2rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.6rem 0 .4rem}
p{margin:.4rem 0 .7rem;max-width:52rem}
a{color:var(--link)}
.sub,.note{color:var(--muted)}
.note{font-size:.9em}
.lead{font-size:1.1em}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;margin:1rem 0 0;padding:0}
code,.hash{font-family:ui-monospace,"DejaVu Sans Mono",Consolas,monospace;font-size:.88em}
.hash{overflow-wrap:anywhere;color:var(--muted)}
.scroll{overflow-x:auto;margin:.6rem 0 1rem}
table{border-collapse:collapse;font-size:.92em;min-width:20rem}
caption{text-align:left;color:var(--muted);padding:.2rem 0 .4rem;font-size:.95em}
th,td{padding:.32rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{background:var(--panel);font-weight:600;vertical-align:bottom}
thead th.n{white-space:normal}
table.wide{font-size:.85em}
table.wide th,table.wide td{padding:.3rem .36rem}
tbody th{font-weight:500}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tr.context th,tr.context td{color:var(--muted)}
sup a{text-decoration:none}
figure{margin:1.2rem 0 2rem}
figure .paper{border:1px solid var(--line);border-radius:4px;padding:.6rem;background:var(--page)}
figure svg{display:block;width:100%;height:auto;max-width:60rem;margin:0 auto}
.dark{display:none}
figcaption{font-size:.92em;max-width:56rem;margin-top:.5rem}
figcaption p{margin:.2rem 0}
.warn{color:var(--warn)}
.warn::before{content:"⚠ "}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.2rem;margin:.6rem 0}
dt{color:var(--muted)}
dd{margin:0}
table.pair{width:100%;table-layout:fixed}
table.pair td,table.pair th{overflow-wrap:anywhere}
.pair .row{width:3.2rem}
.pair .kind{width:7.6rem}
.t{white-space:pre-wrap;unicode-bidi:plaintext;text-align:start}
.t+.t{margin-top:.5rem}
.pair tr.user td.real{background:var(--realfill);border-left:3px solid var(--real)}
.pair tr.user td.sim{background:var(--simfill);border-left:3px solid var(--sim)}
.pair tr.other td{color:var(--muted);font-size:.92em}
.pair .none{color:var(--muted)}
.divergent .k,.missing .k,.extra .k{color:var(--divergent);font-weight:600}
.moved .k{color:var(--moved);font-weight:600}
.who{font-size:.85em;color:var(--muted)}
mark{color:inherit;padding:0 .05em}
mark.r{background:var(--onlyreal);text-decoration:underline dashed 1px}
mark.s{background:var(--onlysim);text-decoration:underline solid 1px}
.label{display:inline-block;border:1px solid var(--line);border-radius:3px;padding:0 .35em;
margin:.15rem .3rem 0 0;font-size:.85em}
details summary{cursor:pointer;color:var(--link);font-size:.92em}
details>summary:hover{text-decoration:underline}
@page{size:A4;margin:14mm 12mm 16mm}
@media print{
body{font-size:9.5pt}
main,header,footer{max-width:none;padding:0}
nav{display:none}
h2{break-after:avoid;margin-top:1.4rem}
h3,caption{break-after:avoid}
section.newpage{break-before:page}
figure,tr,dl,.keep{break-inside:avoid}
thead{display:table-header-group}
.scroll{overflow:visible;break-inside:avoid}
table{font-size:8.5pt}
table.wide{font-size:6.8pt}
table.wide th,table.wide td{padding:.15rem .25rem}
table.wide .n{white-space:normal}
figure svg{max-width:100%;max-height:220mm}
a{color:inherit;text-decoration:none}
mark,.pair td,thead th{-webkit-print-color-adjust:exact;print-color-adjust:exact}
tr.user details::details-content{content-visibility:visible;display:block}
}
)css";

std::string onScreen(const char *condition)
{
    return std::string("@media ") + condition + "{:root{" + darkColours +
           "}.both .light{display:none}.both .dark{display:block}}\n";
}
} // namespace

std::string styleSheet(ReportTheme theme)
{
    std::string out = std::string(":root{") + lightColours + "}" + rules;
    switch (theme) {
    case ReportTheme::Light:
        break;
    case ReportTheme::Dark:
        out += onScreen("screen");
        break;
    case ReportTheme::Auto:
        out += onScreen("screen and (prefers-color-scheme:dark)");
        break;
    }
    return out;
}
} // namespace gapscope::report
