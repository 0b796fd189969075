"""What a file is by its first bytes, for the kinds that people hand in by mistake."""

_SIGNATURES = (
    (b"%PDF-", "a PDF file; turn it into text first (for example with pdftotext)"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document; unpack it or save it as text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document; save it as text"),
    (b"{\\rtf", "a Rich Text document; save it as text"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!\x1a", "a RAR archive; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video"),
    (b"wOF2", "a font"),
)
_INNER_SIGNATURES = (
    (4, b"ftyp", "a video or an image of the MP4 family"),
    (8, b"WEBP", "a WebP image"),
    (8, b"WAVE", "a WAV recording"),
    (8, b"AVI ", "an AVI video"),
    (257, b"ustar", "a tar archive; unpack it first"),
)


def binary_kind(head: bytes) -> str | None:
    """Return what kind of binary file starts with `head`, in words, or None where it may be text."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    for offset, signature, kind in _INNER_SIGNATURES:
        if head[offset : offset + len(signature)] == signature and b"\x00" in head[: offset + 64]:
            return kind
    return None
