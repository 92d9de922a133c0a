"""Cut a line out of a page and lay it level."""

from __future__ import annotations

import math

import cv2
import numpy as np

from pipeline.page_image import Image
from schemas.geometry import Quad

PARALLEL = 0.02  # pixels, twice: so near do the middles of the diagonals lie where sides are parallel
LONG = 12  # times its height that a line is wide from which it is narrowed by half to be read, or more
_EDGE = cv2.BORDER_REPLICATE


def crop_quad(image: Image, quad: Quad) -> Image:
    """The quad's content as a level image, its first corner top-left; at least 1×1 pixel.

    An upright rectangle is cut without resampling; what lies outside the page is repeated edge.
    """
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad.points
    width = max(1, round(max(math.dist((x0, y0), (x1, y1)), math.dist((x3, y3), (x2, y2)))))
    height = max(1, round(max(math.dist((x0, y0), (x3, y3)), math.dist((x1, y1), (x2, y2)))))
    if abs(y0 - y1) < 1 and abs(y2 - y3) < 1 and x0 < x1 and y0 < y3:
        top, left = max(0, math.floor(y0)), max(0, math.floor(x0))
        cut = image[top : top + height, left : left + width]
        if cut.size:
            return np.ascontiguousarray(cut)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    corners = np.array(quad.points, dtype=np.float32)
    # Cubic takes five times as long, and shows where a line is read at its own width.
    smooth = cv2.INTER_LINEAR if width > LONG * height else cv2.INTER_CUBIC
    is_parallel = math.dist((x0 + x2, y0 + y2), (x1 + x3, y1 + y3)) < PARALLEL
    if is_parallel:  # the same but for rounding, in three fifths of the time
        affine = cv2.getAffineTransform(corners[:3], target[:3])
        level = cv2.warpAffine(image, affine, (width, height), flags=smooth, borderMode=_EDGE)
    else:
        perspective = cv2.getPerspectiveTransform(corners, target)
        level = cv2.warpPerspective(image, perspective, (width, height), flags=smooth, borderMode=_EDGE)
    return np.asarray(level, dtype=np.uint8)
