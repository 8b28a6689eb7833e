"""What single codecs and containers ask for beyond FFmpeg."""
