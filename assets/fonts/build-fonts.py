"""Makes the fonts of this folder from their published releases. Needed only when a font changes; see README.md for the sources.

    python3 build-fonts.py SOURCES OUT      (Python 3.11, fonttools 4.66.1 with brotli)

What it does, and why:
- Inter and Source Serif 4: tabular figures become the default figures, so that amounts line up without a font feature (a PDF
  writer measures text much faster without one). Layout features that documents never use are dropped.
- Noto Sans CJK: one collection of four faces (Simplified, Traditional, Japanese, Korean) over one set of outlines. It holds the whole
  block of unified ideographs and all Hangul, with the Japanese forms of JIS X 0208 and 0212 and the Taiwanese forms of Big5.
- Noto Sans Arabic, Hebrew, Thai, Devanagari: as published, without hints and instructions.
- All have 1000 units to the em, which is what PDF counts in: widths need no scaling when text is measured.
- One line height for all, so that a foreign name does not push its line apart.
- fonts.json: what each family covers and how wide its commonest characters are, read from the finished files.
"""

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.scaleUpem import scale_upem

KEPT_FEATURES = ["kern", "ccmp", "locl", "mark", "mkmk"]
SHAPING_FEATURES = ["*"]


def drawn(font: TTFont, features: list[str], glyphs=None, unicodes=None, drop=()) -> TTFont:
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += [*drop, "DSIG", "STAT", "MVAR", "meta"]
    subsetter = subset.Subsetter(options)
    if glyphs is not None:
        subsetter.populate(glyphs=list(glyphs))
    else:
        subsetter.populate(unicodes=unicodes or font.getBestCmap().keys())
    subsetter.subset(font)
    return font


def substitutions(font: TTFont, tag: str) -> dict[str, str]:
    """The plain one-to-one substitutions of a GSUB feature."""
    gsub = font["GSUB"].table
    found: dict[str, str] = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag != tag:
            continue
        for index in record.Feature.LookupListIndex:
            for table in gsub.LookupList.Lookup[index].SubTable:
                single = getattr(table, "ExtSubTable", table)
                if single.LookupType == 1:
                    found.update(single.mapping)
    return found


def tabular(source: Path, family: str, out: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    figures = substitutions(font, "tnum")
    for table in font["cmap"].tables:
        for code, glyph in list(table.cmap.items()):
            # Digits only: the tabular hyphen, colon and slash are as wide as a digit and tear numbers such as INV-2026 apart.
            if 0x30 <= code <= 0x39:
                table.cmap[code] = figures.get(glyph, glyph)
    style = font["name"].getDebugName(17) or font["name"].getDebugName(2)
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = family
        if record.nameID == 4:
            record.string = f"{family} {style}"
        if record.nameID == 6:
            record.string = f"{family.replace(' ', '')}-{style.replace(' ', '')}"
    font.flavor = None
    scale_upem(font, 1000)
    same_line_height(font)
    drawn(font, KEPT_FEATURES).save(out)


def same_line_height(font: TTFont) -> None:
    """The ascent and descent of Inter, 1984 and 494 of 2048."""
    units = font["head"].unitsPerEm
    font["hhea"].ascent = round(units * 1984 / 2048)
    font["hhea"].descent = -round(units * 494 / 2048)
    font["hhea"].lineGap = 0


def codes_of(encoding: str, leads: range, trails: range) -> set[int]:
    found = set()
    for lead in leads:
        for trail in trails:
            try:
                text = bytes([lead, trail]).decode(encoding)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                found.add(ord(text))
    return found


def cjk(source: Path, out: Path) -> None:
    faces = {"sc": 2, "tc": 3, "jp": 0, "kr": 1}
    marks = set(range(0x3000, 0x3200)) | set(range(0x3220, 0x3400)) | set(range(0xFF00, 0xFFF0)) | set(range(0xFE30, 0xFE50))
    ideographs = set(range(0x4E00, 0xA000)) | set(range(0xF900, 0xFB00))
    hangul = set(range(0xAC00, 0xD7A4))
    everything = marks | ideographs | hangul
    own_forms = {
        "sc": everything,
        "tc": codes_of("big5", range(0xA1, 0xFA), range(0x40, 0xFF)) & everything | marks,
        "jp": codes_of("euc_jp", range(0xA1, 0xFF), range(0xA1, 0xFF)) & everything | marks,
        "kr": hangul | marks,
    }
    names = {face: TTFont(source, fontNumber=number, lazy=True).getBestCmap() for face, number in faces.items()}
    kept = {names[face][code] for face, codes in own_forms.items() for code in codes if code in names[face]}
    fallback = {"sc": ["sc"], "tc": ["tc", "sc"], "jp": ["jp", "sc"], "kr": ["kr", "jp", "tc", "sc"]}

    collection = TTCollection()
    for face, number in faces.items():
        font = TTFont(source, fontNumber=0, recalcTimestamp=False)
        drawn(font, [], glyphs=kept, drop=["GSUB", "GPOS", "GDEF", "vhea", "vmtx", "VORG", "BASE"])
        mapping = {}
        for code in everything:
            for candidate in fallback[face]:
                glyph = names[candidate].get(code)
                if glyph in kept:
                    mapping[code] = glyph
                    break
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format in (4, 12):
                table.cmap = {code: glyph for code, glyph in mapping.items() if table.format == 12 or code < 0x10000}
        font["cmap"].tables = [table for table in font["cmap"].tables if table.format in (4, 12)]
        for record in font["name"].names:
            record.string = str(record).replace("CJK JP", f"CJK {face.upper()}").replace("CJKjp", f"CJK{face}")
        same_line_height(font)
        collection.fonts.append(font)
    collection.save(out, shareTables=True)


FAMILIES = {
    "Sans": {"normal": ["InterTabular-Regular.ttf"], "bold": ["InterTabular-SemiBold.ttf"]},
    "Serif": {"normal": ["Serif4Tabular-Regular.ttf"], "bold": ["Serif4Tabular-SemiBold.ttf"]},
    "ChineseSimplified": {"normal": ["NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular"]},
    "ChineseTraditional": {"normal": ["NotoSansCJK-Regular.ttc", "NotoSansCJKtc-Regular"]},
    "Japanese": {"normal": ["NotoSansCJK-Regular.ttc", "NotoSansCJKjp-Regular"]},
    "Korean": {"normal": ["NotoSansCJK-Regular.ttc", "NotoSansCJKkr-Regular"]},
    "Arabic": {"normal": ["NotoSansArabic-Regular.ttf"]},
    "Hebrew": {"normal": ["NotoSansHebrew-Regular.ttf"]},
    "Thai": {"normal": ["NotoSansThai-Regular.ttf"]},
    "Devanagari": {"normal": ["NotoSansDevanagari-Regular.ttf"]},
}
MEASURED = [(0x20, 0x17F), (0x370, 0x45F), (0x2010, 0x2044), (0x20A0, 0x20BF), (0x2212, 0x2212)]


def opened(out: Path, source: list[str]) -> TTFont:
    if len(source) == 1:
        return TTFont(out / source[0])
    collection = TTCollection(out / source[0])
    return next(font for font in collection.fonts if font["name"].getDebugName(6) == source[1])


def ranges(codes: list[int]) -> list[str]:
    found: list[list[int]] = []
    for code in codes:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return [f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in found]


def advances(font: TTFont) -> dict[str, list[int]]:
    """Thousandths of an em, block by block from the code point that is the key; 0 where the font has no such character."""
    names = font.getBestCmap()
    scale = 1000 / font["head"].unitsPerEm
    return {
        f"{first:X}": [round(font["hmtx"][names[code]][0] * scale) if code in names else 0 for code in range(first, last + 1)]
        for first, last in MEASURED
    }


def write_tables(out: Path) -> None:
    tables = {}
    for family, styles in FAMILIES.items():
        entry: dict[str, object] = {}
        for style, source in styles.items():
            font = opened(out, source)
            face = {"file": source[0], **({"face": source[1]} if len(source) == 2 else {})}
            if family in ("Sans", "Serif"):
                face["advances"] = advances(font)
            entry[style] = face
            entry["covers"] = " ".join(ranges(sorted(font.getBestCmap())))
        tables[family] = entry
    lines = [f"  {json.dumps(family)}: {json.dumps(entry)}" for family, entry in tables.items()]
    (out / "fonts.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def main(sources: Path, out: Path) -> None:
    inter = sources / "inter-ui-4.1.1/package/web"
    tabular(inter / "Inter-Regular.woff2", "Inter Tabular", out / "InterTabular-Regular.ttf")
    tabular(inter / "Inter-SemiBold.woff2", "Inter Tabular", out / "InterTabular-SemiBold.ttf")
    serif = sources / "expo-google-fonts-source-serif-4-0.4.1/package"
    tabular(serif / "400Regular/SourceSerif4_400Regular.ttf", "Serif 4 Tabular", out / "Serif4Tabular-Regular.ttf")
    tabular(serif / "600SemiBold/SourceSerif4_600SemiBold.ttf", "Serif 4 Tabular", out / "Serif4Tabular-SemiBold.ttf")
    noto = sources / "x-fonts-noto-core/usr/share/fonts/truetype/noto"
    for script in ("Arabic", "Hebrew", "Thai", "Devanagari"):
        font = TTFont(noto / f"NotoSans{script}-Regular.ttf", recalcTimestamp=False)
        same_line_height(font)
        drawn(font, SHAPING_FEATURES).save(out / f"NotoSans{script}-Regular.ttf")
    cjk(sources / "x-fonts-noto-cjk/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", out / "NotoSansCJK-Regular.ttc")
    write_tables(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
