"""A roll as a script of a few lines makes one: Pillow crops a tall image for each frame and hands it to FFmpeg as RGB.

    PYTHON benchmarks/film_pillow.py STRIP.png FRAMES PX WIDTH HEIGHT OUT [FFMPEG'S OPTIONS ...]

PYTHON has Pillow and imageio-ffmpeg, as moviepy brings them; nothing of ours is imported.
"""

import subprocess
import sys

from imageio_ffmpeg import get_ffmpeg_exe
from PIL import Image


def main() -> None:
    strip, frames, px, width, height, out, *options = sys.argv[1:]
    Image.MAX_IMAGE_PIXELS = None
    tall = Image.open(strip).convert("RGB")
    given = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", "24", "-i", "-"]
    command = [get_ffmpeg_exe(), "-v", "error", "-y", *given, "-pix_fmt", "yuv420p", *options, out]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:
        assert ffmpeg.stdin is not None
        for number in range(int(frames)):
            top = number * int(px)
            ffmpeg.stdin.write(tall.crop((0, top, int(width), top + int(height))).tobytes())
        ffmpeg.stdin.close()
    sys.exit(ffmpeg.returncode)


if __name__ == "__main__":
    main()
