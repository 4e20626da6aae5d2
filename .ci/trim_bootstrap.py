"""Cut the components Kring does not use out of bootstrap.min.css.

Usage: python .ci/trim_bootstrap.py bootstrap.min.css > static/vendor/bootstrap.css
Rules are dropped whole, by the first class of their selectors; nothing is rewritten, so what stays
behaves as upstream wrote it. static/vendor/VERSIONS.txt records the input and the result.
"""

import re
import sys
from pathlib import Path

UNUSED = (
    "accordion|breadcrumb|btn-(?:outline-)?(?:secondary|success|info|warning|light|dark)|btn-outline"
    "|btn-close|btn-group|btn-toolbar|btn-check|btn-link|card|carousel|collaps|dropdown|dropup|dropend|dropstart"
    "|fade|figure|form-floating|form-range|link-|list-group|modal|nav|navbar|offcanvas|page-|pagination"
    "|placeholder|popover|progress|ratio|spinner|tab-|tooltip|bs-tooltip|bs-popover|toast|vstack|hstack"
    "|icon-link|focus-ring|display-[1-6]|sticky-xxl|container-xxl|text-bg-|bg-gradient|form-control-color"
    "|(?:[a-z-]+)-xxl(?:-|$)|btn-(?:xxl)|was-validated|alert-(?:primary|secondary|light|dark)"
    "|(?:text|bg|border)-(?:primary|secondary|success|info|warning|danger|light|dark)-"
    "|link-(?:opacity|offset|underline)|opacity-\\d|border-opacity|bg-opacity|z-n?\\d|fs-\\d|h\\d$"
    "|table-(?:primary|secondary|success|info|warning|danger|light|dark)|rounded-(?:top|end|bottom|start)"
    "|border-(?:primary|secondary|success|info|warning|danger|light|dark|black|white)"
    "|bg-(?:primary|success|info|warning|danger|dark|light|black|white)|text-(?:success|info|warning|light|dark)$"
)
UNUSED_CLASS = re.compile(rf"^(?:{UNUSED})")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def rules(css: str) -> list[str]:
    """Split a minified sheet into its top-level rules."""
    found, depth, start = [], 0, 0
    for position, character in enumerate(css):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                found.append(css[start : position + 1])
                start = position + 1
    return found


def used(selector: str) -> bool:
    """Tell whether one selector speaks of nothing Kring leaves out."""
    return not any(UNUSED_CLASS.match(name) for name in CLASS.findall(selector))


def trim(css: str) -> str:
    """Keep the rules, selectors and media blocks that Kring uses."""
    kept = []
    for rule in rules(css):
        head, body = rule.split("{", 1)
        if head.startswith(("@media", "@supports")):
            inner = trim(body[:-1])
            if inner:
                kept.append(f"{head}{{{inner}}}")
        elif head.startswith("@keyframes"):
            continue
        else:
            selectors = [s for s in re.split(r",(?![^(]*\))", head) if used(s)]
            if selectors:
                kept.append(",".join(selectors) + "{" + body)
    return "".join(kept)


if __name__ == "__main__":
    source = Path(sys.argv[1]).read_text()
    licence = re.match(r'(@charset "UTF-8";)?\s*(/\*!.*?\*/)', source, re.S)
    css = re.sub(r"/\*.*?\*/", "", source, flags=re.S).replace('@charset "UTF-8";', "").strip()
    sys.stdout.write(f'@charset "UTF-8";\n{licence[2]}\n{trim(css)}\n')
