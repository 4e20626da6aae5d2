"""Write the SHA-256 of every vendored file behind its name in static/vendor/VERSIONS.txt.

Usage: python .ci/vendor_sums.py (after a vendored file changed; a test compares).
"""

import hashlib
import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"

if __name__ == "__main__":
    listing = STATIC / "vendor" / "VERSIONS.txt"

    def line(found: re.Match[str]) -> str:
        digest = hashlib.sha256((STATIC / found[1]).read_bytes()).hexdigest()
        return f"  @@ {found[1]} {digest}"

    listing.write_text(re.sub(r"^  @@ (\S+).*$", line, listing.read_text(), flags=re.M))
