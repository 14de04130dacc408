"""PDFs as small as they can be: words at places, rules, pictures; fonts name their characters as Word's exports do."""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
_LATIN = 500


@dataclass
class Leaf:
    """A page being drawn."""

    drawn: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    pictures: int = 0

    def write(self, x: float, y: float, text: str, *, size: float = 12, turn: float = 0) -> Leaf:
        """Words with their baseline at a place."""
        a, b = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        self.drawn.append(
            f"BT /F1 {size} Tf {a:.5f} {b:.5f} {-b:.5f} {a:.5f} {x} {y} Tm <@{len(self.words)}@> Tj ET"
        )
        self.words.append(text)
        return self

    def lines(self, x: float, y: float, lines: list[str], *, size: float = 12, pitch: float = 20) -> Leaf:
        """Lines one under the other; a line that starts with two wide blanks is indented."""
        for number, line in enumerate(lines):
            words = line.lstrip("　")
            self.write(x + size * (len(line) - len(words)), y - pitch * number, words, size=size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Leaf:
        """A drawn line."""
        self.drawn.append(f"{x0} {y0} m {x1} {y1} l S")
        return self

    def grid(self, across: list[float], up: list[float]) -> Leaf:
        """All lines of a table."""
        for x in across:
            self.rule(x, up[0], x, up[-1])
        for y in up:
            self.rule(across[0], y, across[-1], y)
        return self

    def picture(self) -> Leaf:
        """A picture of one dot."""
        self.pictures += 1
        self.drawn.append("q 400 0 0 400 50 200 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q")
        return self


def wrapped(text: str, ems: float, *, indent: bool = True) -> list[str]:
    """A paragraph as a program would set it: lines of so many ems, the first indented by two wide blanks."""
    found = ["　　" if indent else ""]
    for char in text:
        room = ems - sum(0.5 if one.isascii() else 1 for one in found[-1])
        if room < (0.5 if char.isascii() else 1) and char not in "，。、；）":
            found.append("")
        found[-1] += char
    return found


def pdf(*leaves: Leaf, encrypted: str = "", mapped: bool = True, predefined: bool = False) -> bytes:
    """The file; ``encrypted`` is an entry of its trailer, ``predefined`` a font that a library's tables must name."""
    chars = sorted({char for leaf in leaves for text in leaf.words for char in text})
    codes = {char: number for number, char in enumerate(chars, start=1)}
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects += _font(codes, mapped=mapped, predefined=predefined)
    kids = []
    for leaf in leaves:
        text = "\n".join(leaf.drawn)
        for number, words in enumerate(leaf.words):
            code = (
                words.encode("utf-16-be").hex()
                if predefined
                else "".join(f"{codes[char]:04x}" for char in words)
            )
            text = text.replace(f"@{number}@", code)
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(len(objects))
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    return _file(objects, encrypted)


def _font(codes: dict[str, int], *, mapped: bool, predefined: bool) -> list[str]:
    system = (
        "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
        if predefined
        else ("<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>")
    )
    widths = (
        "[1 95 500]"
        if predefined
        else "["
        + " ".join(f"{code} [{_LATIN if char.isascii() else 1000}]" for char, code in codes.items())
        + "]"
    )
    encoding = "/UniGB-UCS2-H" if predefined else "/Identity-H"
    to_unicode = " /ToUnicode 6 0 R" if mapped and not predefined else ""
    pairs = "\n".join(f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    )
    return [
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding {encoding} /DescendantFonts [4 0 R]{to_unicode} >>",
        (f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo {system} /FontDescriptor 5 0 R"
        f" /DW 1000 /W {widths} >>"),
        ("<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880"
        " /Descent -120 /CapHeight 880 /StemV 80 >>"),
        f"<< /Length {len(table)} >>\nstream\n{table}\nendstream",
    ]  # fmt: skip


def _file(objects: list[str], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body.encode("latin-1") + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return bytes(out + end.encode("latin-1"))


_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def restricted(leaf: Leaf) -> bytes:
    """A page that opens without a password, but asks readers not to copy from it."""
    owner, allowed = bytes(32), -64
    key = hashlib.md5(_PAD + owner + (allowed & 0xFFFFFFFF).to_bytes(4, "little") + b"\0").digest()[:5]  # noqa: S324 - what the format asks for
    user = _rc4(key, _PAD)
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P {allowed} >> /ID [<00> <00>]"

    def locked(match: re.Match[bytes]) -> bytes:
        own = hashlib.md5(key + int(match.group(1)).to_bytes(3, "little") + bytes(2)).digest()[:10]  # noqa: S324 - as above
        return match.group()[: -len(match.group(2)) - 10] + _rc4(own, match.group(2)) + b"\nendstream"

    stream = re.compile(rb"(\d+) 0 obj\n<< /Length \d+ >>\nstream\n(.*?)\nendstream", re.DOTALL)
    return stream.sub(locked, pdf(leaf, encrypted=lock))


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
