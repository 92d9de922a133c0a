"""Every Latin type face on this machine, by design; some designs are kept out of training."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

from PIL import ImageFont

# Families (a name with $ is whole) of one design under several names. A design is trained on or held out as a
# whole.
_DESIGNS = {
    "Helvetica": ("Nimbus Sans", "FreeSans", "TeX Gyre Heros", "Liberation Sans", "Arimo"),
    "Times": ("Nimbus Roman", "FreeSerif", "TeX Gyre Termes", "Liberation Serif", "Tinos"),
    "Courier": ("Nimbus Mono", "FreeMono", "TeX Gyre Cursor", "Liberation Mono", "Cousine", "Courier Prime"),
    "Palatino": ("P052", "TeX Gyre Pagella", "DejaVu Math"),
    "Century": ("C059", "TeX Gyre Schola"),
    "Bookman": ("URW Bookman", "TeX Gyre Bonum"),
    "Gothic": ("URW Gothic", "TeX Gyre Adventor"),
    "Roboto": ("Roboto",),
    "Inter": ("Inter",),
    "Open Sans": ("Open Sans",),
    "Libertine": ("Linux Libertine",),
    "Biolinum": ("Linux Biolinum",),
    "DejaVu Sans Mono": ("DejaVu Sans Mono", "Hack"),
    "DejaVu Serif": ("DejaVu Serif",),
    "DejaVu Sans": ("DejaVu Sans", "WenQuanYi Zen Hei"),
    "Droid": ("WenQuanYi Micro Hei", "Noto Mono"),
    "Noto Sans": ("Noto Sans$",),
    "Noto Serif": ("Noto Serif$",),
    "Noto Serif CJK": ("Noto Serif CJK",),
    "Noto Mono CJK": ("Noto Sans Mono CJK",),
    "Noto Sans CJK": ("Noto Sans CJK",),
    "WenKai": ("LXGW WenKai",),
    "Arphic Kai": ("AR PL Kaiti", "AR PL UKai"),
    "Arphic Ming": ("AR PL Ming", "AR PL UMing"),
    "Arphic Song": ("AR PL Sungti",),
    "cwTeX Ming": ("cwTeXMing",),
    "cwTeX Kai": ("cwTeXKai",),
    "cwTeX FangSong": ("cwTeXFangSong",),
    "cwTeX Hei": ("cwTeXHei",),
    "TW": ("TW-Kai", "TW-Sung"),
    "HanaMin": ("HanaMin",),
    "IPA Mincho": ("IPAMincho", "IPAPMincho", "IPAexMincho", "TakaoMincho", "TakaoPMincho"),
    "IPA Gothic": ("IPAGothic", "IPAPGothic"),
    "VL Gothic": ("VL Gothic", "VL PGothic"),
    "Sawarabi Mincho": ("Sawarabi Mincho",),
    "Sawarabi Gothic": ("Sawarabi Gothic",),
    "M+": ("M PLUS", "Mplus"),
    "UnBatang": ("UnBatang", "UnGungseo"),
    "UnDotum": ("UnDotum", "UnGraphic"),
    "Lato": ("Lato",),
    "Cabin": ("Cabin",),
    "Cantarell": ("Cantarell",),
    "Carlito": ("Carlito",),
    "Caladea": ("Caladea",),
    "Junicode": ("Junicode",),
    "Fira Code": ("Fira Code",),
    "Cascadia": ("Cascadia Mono",),
    "JetBrains": ("JetBrains Mono",),
    "PT Sans": ("PT Sans",),
    "PT Serif": ("PT Serif",),
    "PT Mono": ("PT Mono",),
    "Garamond": ("EB Garamond",),
    "Gentium": ("Gentium", "Charis SIL"),
    "Vollkorn": ("Vollkorn",),
    "Gillius": ("Gillius ADF",),
    "Accanthis": ("Accanthis ADF",),
    "Andika": ("Andika",),
    "Anonymous": ("Anonymous Pro",),
    "B612": ("B612$",),
    "B612 Mono": ("B612 Mono",),
    "BabelStone": ("BabelStone Han",),
    "Baekmuk Batang": ("Baekmuk Batang",),
    "Baekmuk Gothic": ("Baekmuk Dotum", "Baekmuk Gulim"),
    "Baskerville": ("Baskervald ADF",),
    "Berenis": ("Berenis ADF",),
    "Cardo": ("Cardo",),
    "Caslon": ("Caslon",),
    "Dustismo": ("Dustismo$",),
    "Dustismo Roman": ("Dustismo Roman",),
    "Artemisia": ("GFS Artemisia",),
    "Didot": ("GFS Didot",),
    "Go": ("Go$", "Go Medium"),
    "Go Mono": ("Go Mono",),
    "Inconsolata": ("Inconsolata", "Ricty Diminished"),
    "Karmilla": ("Karmilla",),
    "Konatu": ("Konatu",),
    "Libris": ("Libris ADF",),
    "Manrope": ("Manrope",),
    "Monoid": ("Monoid",),
    "Mononoki": ("mononoki",),
    "Montserrat": ("Montserrat$",),
    "Motoya": ("MotoyaLCedar",),
    "Nanum Gothic": ("NanumGothic$", "NanumBarunGothic"),
    "Nanum Gothic Coding": ("NanumGothicCoding",),
    "Nanum Myeongjo": ("NanumMyeongjo",),
    "Nanum Square": ("NanumSquare",),
    "National Park": ("National Park",),
    "Noto Sans Mono": ("Noto Sans Mono$",),
    "Old Standard": ("Old Standard TT",),
    "Play": ("Play",),
    "Romande": ("Romande ADF Std", "Romande ADF No2"),
    "Sora": ("Sora",),
    "Tuffy": ("Tuffy",),
    "Ume Gothic": ("Ume Gothic", "Ume P Gothic", "Ume Hy Gothic", "UmePlus"),
    "Ume Mincho": ("Ume Mincho", "Ume P Mincho"),
    "Universalis": ("Universalis ADF",),
}
HELD_OUT = frozenset(
    {
        "Times",
        "Gothic",
        "Roboto",
        "Cabin",
        "Caladea",
        "DejaVu Sans Mono",
        "Arphic Kai",
        "Noto Serif CJK",
        "Noto Serif",
        "Droid",
        "cwTeX FangSong",
        "IPA Mincho",
    }
)
_UNLIKE_PRINT = (
    "Italic",
    "Oblique",
    "Initials",
    "Keyboard",
    "Thin",
    "Hairline",
    "Black",
    "Condensed",
    "Narrow",
)


@dataclass(frozen=True)
class LatinFace:
    """A face in a font file; ``design`` is a key of the table of designs."""

    design: str
    path: str
    index: int

    @property
    def held_out(self) -> bool:
        """Whether the classifier is measured on it and never trained on it."""
        return self.design in HELD_OUT

    def load(self, size: float) -> ImageFont.FreeTypeFont:
        """The face at a size in pixels per em."""
        return ImageFont.truetype(self.path, size, index=self.index, layout_engine=ImageFont.Layout.BASIC)


def find_faces() -> list[LatinFace]:
    """The upright faces of known designs that are installed, in a fixed order."""
    listed = subprocess.run(
        ["fc-list", ":charset=31 6c 6f 30", "--format", "%{family[0]}|%{style[0]}|%{file}|%{index}\n"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    faces = set()
    for line in listed.stdout.splitlines():
        family, style, path, index = line.split("|")
        design = _design(family)
        known = path.endswith((".ttf", ".otf", ".ttc")) and int(index) < 100
        if design and known and not any(word in f"{family} {style}" for word in _UNLIKE_PRINT):
            faces.add(LatinFace(design, path, int(index)))
    return sorted(faces, key=lambda face: (face.design, face.path, face.index))


def _design(family: str) -> str | None:
    """The design whose family name is the longest beginning of ``family``; a name with $ is all of it."""
    found = [
        (len(name), design)
        for design, names in _DESIGNS.items()
        for name in names
        if f"{family}$".startswith(name)
    ]
    return max(found)[1] if found else None
