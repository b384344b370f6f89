# ruff: noqa: INP001 - a script to run by hand, not a package.
"""Write what the kiosk is made of (CycloneDX 1.6): the packages of runtime.lock, and the libraries in their wheels.

.venv/bin/python deploy/sbom.py sbom.cdx.json, after deploy/test.sh: the packages are read where they are installed. The
same lock gives the same file, byte for byte, on the same kind of processor.
"""

import re
import sys
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackagePath, distribution
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "deploy" / "runtime.lock"
KIOSK = "kiosk-france-services"
# Kivy's wheel names its libraries after their interface; these are their releases, and what is to be known of them.
RELEASES = {
    "libSDL2": ("SDL2", "2.30.7", ""),
    "libSDL2_image": ("SDL2_image", "2.8.2", ""),
    "libSDL2_mixer": ("SDL2_mixer", "2.8.0", ""),
    "libSDL2_ttf": ("SDL2_ttf", "2.22.0", ""),
    "libpng15": (
        "libpng", "1.5.13",
        "Of 2012, with known faults in reading hostile pictures. The kiosk opens no picture through it but those that "
        "Kivy brings for itself: no file of a visitor, of an adviser or of the network (tests/screens/test_images.py).",
    ),
}  # fmt: skip


def bill() -> Bom:
    """Return the bill of materials of the runtime lock."""
    text = LOCK.read_text(encoding="utf-8")
    kiosk = Component(name=KIOSK, bom_ref=KIOSK, version=_version(), type=ComponentType.APPLICATION)
    # No hour and no chance in it: whoever makes it again can compare.
    metadata = BomMetaData(component=kiosk, timestamp=datetime(2026, 1, 1, tzinfo=UTC))
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, text), metadata=metadata)
    for name, version in re.findall(r"(?m)^([a-z0-9-]+)==(\S+)", text):
        package = distribution(name)
        if package.version != version:
            sys.exit(f"{name}: runtime.lock pins {version}, installed is {package.version}; run deploy/test.sh first")
        component = _package(package, name)
        bom.components.add(component)
        bom.register_dependency(kiosk, [component])
        bom.register_dependency(component, component.components)
    return bom


def _version() -> str:
    from kiosk import __version__

    return __version__


def _package(package: Distribution, name: str) -> Component:
    said = package.metadata.get("License-Expression") or package.metadata.get("License") or ""
    licence = said.splitlines()[0].strip() if said else ""
    purl = PackageURL("pypi", name=name, version=package.version)
    return Component(
        name=name,
        version=package.version,
        purl=purl,
        bom_ref=str(purl),
        licenses=[
            LicenseFactory().make_from_string(licence) if licence else DisjunctiveLicense(name="see its own files")
        ],
        components=list(_bundled(package, str(purl))),
    )


def _bundled(package: Distribution, within: str) -> Iterator[Component]:
    """List the libraries that a wheel brings along: `name.libs/`, where the wheels' tools put them."""
    for file in package.files or ():
        if ".libs/" not in file.as_posix():
            continue
        stem = re.split(r"-\d-|-[0-9a-f]{8}|_-|\.so", file.name)[0]
        name, version, note = RELEASES.get(stem, (file.name, None, ""))
        yield Component(
            name=name, version=version, description=note or f"{file.name}, in the wheel of {package.name}",
            bom_ref=f"{within}#{file.name}", hashes=_hashes(file),
        )  # fmt: skip


def _hashes(file: PackagePath) -> list[HashType]:
    if file.hash is None or file.hash.mode != "sha256":
        return []
    digest = urlsafe_b64decode(file.hash.value + "=" * (-len(file.hash.value) % 4)).hex()
    return [HashType(alg=HashAlgorithm.SHA_256, content=digest)]


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    Path(sys.argv[1]).write_text(JsonV1Dot6(bill()).output_as_string(indent=1) + "\n", encoding="utf-8")
