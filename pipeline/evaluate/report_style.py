"""The look of the report."""

from typing import Final

STYLE: Final = """
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 2rem auto; max-width: 1080px;
  padding: 0 1rem; color: #1c2126; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
h3 { font-size: .95rem; margin: 0 0 .5rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .8rem; border-bottom: 1px solid #dde2e7; text-align: right; }
th:first-child, td:first-child { text-align: left; }
svg { font-size: 12px; } .frame { fill: none; stroke: #98a2ad; }
.ideal { stroke: #98a2ad; stroke-dasharray: 5 4; }
circle { fill: #2563a8; fill-opacity: .7; }
article { border: 1px solid #dde2e7; border-left: 5px solid #98a2ad; padding: .7rem 1rem; margin: .8rem 0; }
article.silent { border-left-color: #c1121f; } article.unflagged { border-left-color: #e07a00; }
img { max-width: 100%; border: 1px solid #dde2e7; } .none { color: #6b7580; margin: 0; }
dl { display: grid; grid-template-columns: 8.5rem 1fr; gap: .1rem .8rem; margin: .5rem 0 0; }
dt { color: #6b7580; } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
"""
