"""A synthetic photo that says it is one (合成照片)."""

import random
from io import BytesIO

from PIL import Image, ImageDraw


def photo(caption: str, seed: int, size: tuple[int, int] = (1280, 960)) -> bytes:
    """Draw a corridor with a box in it, with grain like a camera's, as JPEG."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, (205, 210, 214))
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.polygon(
        [(0, height), (width, height), (width * 0.62, height * 0.4), (width * 0.38, height * 0.4)],
        fill=(150, 140, 128),
    )
    draw.rectangle((width * 0.38, height * 0.2, width * 0.62, height * 0.4), fill=(120, 130, 140))
    draw.rectangle((width * 0.44, height * 0.22, width * 0.56, height * 0.4), fill=(60, 110, 80))
    draw.rectangle((width * 0.3, height * 0.62, width * 0.52, height * 0.86), fill=(170, 120, 70))
    draw.rectangle((width * 0.34, height * 0.55, width * 0.48, height * 0.62), fill=(150, 100, 55))
    grain = Image.effect_noise((width // 4, height // 4), 24).resize(size)
    image = Image.blend(image, grain.convert("RGB"), 0.18)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, 44), fill=(28, 36, 48))
    draw.text(
        (16, 12), f"SYNTHETIC {caption} {chance.randrange(10**6):06d}", fill="white", font_size=22
    )
    target = BytesIO()
    image.save(target, "JPEG", quality=88)
    return target.getvalue()
