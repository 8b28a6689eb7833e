"""A roll as moviepy makes one: its `CreditsClip` of a list of names, scrolled in a `CompositeVideoClip`.

    PYTHON benchmarks/film_moviepy.py NAMES FONT FRAMES OUT

PYTHON has moviepy 2 (nothing of ours is imported). NAMES is a text file as `CreditsClip` reads it. Prints the seconds and the
processor's seconds that the frames take, without those that draw the credits, at 1920x1080, 3 px a frame, once names fill it.
"""

import os
import sys
import time

from moviepy import CompositeVideoClip
from moviepy.video.tools.credits import CreditsClip

WIDTH, HEIGHT, PX, RATE = 1920, 1080, 3, 24


def main() -> None:
    names, font, frames, out = sys.argv[1:]
    credits = CreditsClip(
        names, WIDTH * 3 // 8, stroke_color=None, stroke_width=0, font=font, font_size=36, gap=60
    )
    seconds = int(frames) / RATE
    moving = credits.with_duration(seconds).with_position(
        lambda second: ("center", -PX * round(second * RATE))
    )
    film = CompositeVideoClip([moving], size=(WIDTH, HEIGHT)).with_duration(seconds)
    begun, worked = time.perf_counter(), sum(os.times()[:4])
    film.write_videofile(
        out,
        fps=RATE,
        codec="libx264",
        preset="veryfast",
        audio=False,
        logger=None,
        ffmpeg_params=["-crf", "18"],
    )
    print(time.perf_counter() - begun, sum(os.times()[:4]) - worked)


if __name__ == "__main__":
    main()
