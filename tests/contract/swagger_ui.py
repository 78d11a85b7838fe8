#!/usr/bin/env python3
"""Compares the files in runtime/assets/swagger-ui with those of the npm package that package-lock.json pins; npm has
compared that package with its sha512. With --write it takes them anew, after the version in package.json was raised."""

import gzip
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
ASSETS = HERE.parent.parent / "runtime/assets/swagger-ui"
FILES = ["swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-bundle.js.LICENSE.txt", "LICENSE", "NOTICE"]


def main():
    lock = json.loads((HERE / "package-lock.json").read_text())
    package = lock["packages"]["node_modules/swagger-ui-dist"]
    provenance = json.dumps({"package": "swagger-ui-dist", "version": package["version"], "integrity": package["integrity"]}, indent=2) + "\n"
    contents = {f"{name}.gz": (HERE / "node_modules/swagger-ui-dist" / name).read_bytes() for name in FILES}
    if "--write" in sys.argv:
        ASSETS.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (ASSETS / name).write_bytes(gzip.compress(content, mtime=0))
        (ASSETS / "provenance.json").write_text(provenance)
    faults = [name for name, content in contents.items() if gzip.decompress((ASSETS / name).read_bytes()) != content]
    if (ASSETS / "provenance.json").read_text() != provenance:
        faults.append("provenance.json")
    faults += sorted({path.name for path in ASSETS.iterdir()} - {*contents, "provenance.json", "README.md"})
    if faults:
        sys.exit(f"{', '.join(faults)} in {ASSETS} differ from the npm package; run {sys.argv[0]} --write")
    print(f"Swagger UI {package['version']} is as on npm: {len(contents)} files")


if __name__ == "__main__":
    main()
