"""A decoded Pillow image of any mode, as blue-green-red bytes on white paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final, TypeAlias

import cv2
import numpy as np
from PIL import Image as PillowImage
from PIL import ImageCms

from pipeline.page_image import Image, to_bgr

_BAND_PIXELS: Final = 4_000_000
"""Pages are converted in bands: a 100-megapixel page would else be held four times over."""
_WHITES: Final = (1.0, 255.0, 65535.0, 4294967295.0)
_DIMMEST: Final = 0.25  # of white, that the brightest of a page has
_PALE: Final = 224  # grey level of what is no print on white paper
_MIDDLE: Final = 127
_SIXTEEN_BIT: Final = frozenset({"I;16", "I;16L", "I;16B", "I;16N"})

_Band: TypeAlias = Callable[[PillowImage.Image], Image]


def pillow_to_bgr(image: PillowImage.Image) -> Image:
    """Height × width × 3 bytes; transparent parts are white, deep samples are scaled to 8 bits. Of a picture
    in pale ink on clear ground, which is blank on white paper, the ink is as black as it covers.

    Raises:
        ValueError: a mode that has no colours of paper (as Pillow's ``convert`` does).
    """
    convert = _band_converter(image)
    result = _convert(image, convert)
    if convert is _on_white and result.min() >= _PALE:
        inked = _convert(image, _as_ink)
        if inked.min() < _PALE <= inked.max() and inked.mean() > _MIDDLE:
            return inked
    return result


def _convert(image: PillowImage.Image, convert: _Band) -> Image:
    width, height = image.size
    result = np.empty((height, width, 3), dtype=np.uint8)
    rows = max(1, _BAND_PIXELS // width)
    for top in range(0, height, rows):
        band = image.crop((0, top, width, min(height, top + rows)))
        result[top : top + rows] = convert(band)
    return result


def turn_by_orientation(image: Image, orientation: int) -> Image:
    """The image as EXIF tag 274 says it is to be seen (1-8; any other value: as it is)."""
    if orientation in (5, 7):
        image = np.asarray(cv2.transpose(image), dtype=np.uint8)
        return image if orientation == 5 else np.asarray(cv2.rotate(image, cv2.ROTATE_180), dtype=np.uint8)
    turns = {3: cv2.ROTATE_180, 6: cv2.ROTATE_90_CLOCKWISE, 8: cv2.ROTATE_90_COUNTERCLOCKWISE}
    if orientation in turns:
        return np.asarray(cv2.rotate(image, turns[orientation]), dtype=np.uint8)
    flips = {2: 1, 4: 0}
    if orientation in flips:
        return np.asarray(cv2.flip(image, flips[orientation]), dtype=np.uint8)
    return image


def _band_converter(image: PillowImage.Image) -> _Band:
    mode = image.mode
    if mode in _SIXTEEN_BIT:
        return lambda band: _scaled_grey(band, 65535.0)
    if mode in ("I", "F"):
        # 32-bit samples carry no fixed white: the smallest usual one that holds the brightest, or that itself
        # where no paper would be so dim.
        extrema = image.getextrema()
        brightest = float(np.max(np.asarray(extrema, dtype=np.float64)))
        white = next((white for white in _WHITES if brightest <= white), brightest)
        if 0 < brightest < _DIMMEST * white:
            white = brightest
        return lambda band: _scaled_grey(band, white)
    if mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info:
        return _on_white
    if mode == "CMYK":
        return _cmyk_converter(image.info.get("icc_profile"))
    return lambda band: _rgb_to_bgr(band.convert("RGB"))


def _scaled_grey(band: PillowImage.Image, white: float) -> Image:
    samples = np.nan_to_num(np.asarray(band).astype(np.float64))
    grey = np.clip(samples * (255.0 / white) + 0.5, 0, 255).astype(np.uint8)
    return to_bgr(grey)


def _on_white(band: PillowImage.Image) -> Image:
    rgba = band.convert("RGBA")
    paper = PillowImage.new("RGB", rgba.size, (255, 255, 255))
    paper.paste(rgba, mask=rgba.getchannel("A"))
    return _rgb_to_bgr(paper)


def _as_ink(band: PillowImage.Image) -> Image:
    """What is laid on black, and the light of that turned round: of white ink how far it covers."""
    rgba = band.convert("RGBA")
    ground = PillowImage.new("RGB", rgba.size, (0, 0, 0))
    ground.paste(rgba, mask=rgba.getchannel("A"))
    return np.asarray(255 - _rgb_to_bgr(ground), dtype=np.uint8)


def _cmyk_converter(profile: object) -> _Band:
    """By the embedded profile where it is sound, else by the plain formula."""
    if isinstance(profile, bytes) and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            transform = ImageCms.buildTransform(source, target, "CMYK", "RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return lambda band: _rgb_to_bgr(band.convert("RGB"))
        return lambda band: _rgb_to_bgr(transform.apply(band))
    return lambda band: _rgb_to_bgr(band.convert("RGB"))


def _rgb_to_bgr(band: PillowImage.Image) -> Image:
    return np.asarray(cv2.cvtColor(np.asarray(band), cv2.COLOR_RGB2BGR), dtype=np.uint8)
