"""What a file is by its first bytes, for the kinds that people hand in by mistake."""

ZIP = b"PK\x03\x04"
OFFICE_OR_ZIP = "a ZIP archive or an office document; unpack it or save it as text"

_DOCUMENTS = (
    (b"%PDF-", "a PDF file; turn it into text first (for example with pdftotext)"),
    (ZIP, OFFICE_OR_ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document; save it as text"),
    (b"{\\rtf", "a Rich Text document; save it as text"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it first"),
    (b"\x04\x22\x4d\x18", "an LZ4 archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!\x1a", "a RAR archive; unpack it first"),
)
_OTHERS = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
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
)
_TAR = ((257, b"ustar", "a tar archive; unpack it first"),)


def binary_kind(head: bytes) -> str | None:
    """Return what kind of binary file starts with `head`, in words, or None where it may be text."""
    return _kind(head, _DOCUMENTS + _OTHERS, _INNER_SIGNATURES + _TAR)


def holds_no_page(head: bytes) -> bool:
    """Tell whether a file that starts with `head` is a picture, a recording, a program or the like.

    Of documents and archives it is False: who has one among pages will want to know that it wasn't read.
    """
    return _kind(head, _OTHERS, _INNER_SIGNATURES) is not None


def _kind(
    head: bytes, signatures: tuple[tuple[bytes, str], ...], inner: tuple[tuple[int, bytes, str], ...]
) -> str | None:
    for signature, kind in signatures:
        if head.startswith(signature):
            return kind
    for offset, signature, kind in inner:
        if head[offset : offset + len(signature)] == signature and b"\x00" in head[: offset + 64]:
            return kind
    return None
