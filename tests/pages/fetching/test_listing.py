"""What feeds and sitemaps list, by their bytes alone."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.pages.fetching import Listed, listed

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Tolm and the valley | The Tolm Gazette</title><link>http://gazette.example/</link>
<item><title>Mayor Ossip: caf&eacute;s &amp;amp; bars &lt;b&gt;stay&lt;/b&gt; open</title>
<link>/news/1?a=b&amp;c=d</link>
<pubDate>Wed, 13 Nov 2024 10:00:00 GMT</pubDate><description>They do.</description>
<content:encoded><![CDATA[<p>All of it.</p>]]></content:encoded>
<source url="http://post.example/rss">The Ebbing Post</source></item>
<item><guid isPermaLink="true">http://gazette.example/news/2</guid></item>
<item><title>No link</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://gazette.example/"><title>All</title>
<entry><title type="html">Ferry &amp;lt; bridge</title><link rel="self" href="x.atom"/>
<link rel="alternate" href="news/3"/>
<published>2024-11-13T09:00:00+01:00</published><updated>2024-11-14T09:00:00Z</updated></entry>
<entry><title>Later</title><link href="news/4"/><updated>2024-11-14T09:00:00Z</updated></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://gazette.example/"><title>All</title></channel>
<item rdf:about="http://gazette.example/news/5"><title>Rain</title><link>http://gazette.example/news/5</link>
<dc:date>2024-11-13</dc:date><dc:publisher>The Tolm Gazette</dc:publisher></item></rdf:RDF>"""

NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> http://gazette.example/news/6?a=1&amp;b=2 </loc><image:image><image:loc>http://gazette.example/p.jpg</image:loc>
<image:title>A ferry</image:title></image:image><news:news><news:publication><news:name>The Tolm Gazette</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2024-11-13T10:00:00Z</news:publication_date>
<news:title>Ferry sold</news:title></news:news></url>
<url><loc>http://gazette.example/news/7</loc><lastmod>2024-01-01</lastmod></url><url><lastmod>2024</lastmod></url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://gazette.example/a.xml.gz</loc></sitemap>
<sitemap><loc>http://gazette.example/b.xml</loc></sitemap></sitemapindex>"""


def test_rss_gives_links_titles_dates_and_the_outlet_that_an_item_is_from() -> None:
    assert listed(RSS.encode(), address="http://gazette.example/feeds/all") == [
        Listed(
            "http://gazette.example/news/1?a=b&c=d",
            "Mayor Ossip: cafés & bars stay open",
            "The Ebbing Post",
            "Wed, 13 Nov 2024 10:00:00 GMT",
        ),
        Listed("http://gazette.example/news/2"),
    ]


def test_atom_gives_the_alternate_link_and_no_date_of_a_change() -> None:
    assert listed(ATOM.encode()) == [
        Listed("http://gazette.example/news/3", "Ferry < bridge", None, "2024-11-13T09:00:00+01:00"),
        Listed("http://gazette.example/news/4", "Later"),
    ]


def test_rdf_gives_the_date_and_publisher_of_dublin_core() -> None:
    assert listed(RDF.encode()) == [
        Listed("http://gazette.example/news/5", "Rain", "The Tolm Gazette", "2024-11-13"),
    ]


def test_news_sitemaps_give_what_their_extension_says_and_not_what_images_say() -> None:
    assert listed(NEWS.encode()) == [
        Listed("http://gazette.example/news/6?a=1&b=2", "Ferry sold", "The Tolm Gazette", "2024-11-13T10:00:00Z"),
        Listed("http://gazette.example/news/7"),
    ]


def test_an_index_gives_further_sitemaps() -> None:
    assert listed(INDEX.encode()) == [
        Listed("http://gazette.example/a.xml.gz", further=True),
        Listed("http://gazette.example/b.xml", further=True),
    ]


@pytest.mark.parametrize("text", [RSS, ATOM, RDF, NEWS, INDEX])
def test_lists_may_be_gzipped_or_begin_with_blanks_and_marks(text: str) -> None:
    plain = listed(text.encode())
    assert plain
    assert listed(gzip.compress(text.encode())) == plain
    assert listed(b"\n  " + text.encode()) == plain
    assert listed(b"\xef\xbb\xbf\n " + text.encode()) == plain
    assert listed(text.replace(' encoding="utf-8"', "").replace("&eacute;", "é").encode("utf-16")) == plain


def test_a_feed_in_another_encoding_is_read_in_it() -> None:
    text = RSS.replace("utf-8", "iso-8859-1").replace("&eacute;", "é")
    assert listed(text.encode("iso-8859-1")) == listed(RSS.encode())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"plain words",
        b"{}",
        b"<!DOCTYPE html><html><body><rss>no</rss></body></html>",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<svg/>",
        b"\x89PNG\r\n",
        b"<",
    ],
)
def test_what_is_no_list_is_none(content: bytes) -> None:
    assert listed(content) is None


def test_what_was_given_as_text_is_no_list() -> None:
    assert listed(RSS.encode(), "text/plain") is None


def test_a_list_without_entries_is_an_empty_list() -> None:
    assert listed(b"<rss><channel><title>Nothing today</title></channel></rss>") == []


def test_broken_markup_is_read_as_far_as_it_goes() -> None:
    cut = RSS[: RSS.index("<item><guid")].encode()
    assert [entry.url for entry in listed(cut) or []] == ["/news/1?a=b&c=d"]


def test_entities_are_not_looked_up_in_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("http://gazette.example/secret")
    for kind in (
        "<urlset><url><loc>&x;http://h/</loc></url></urlset>",
        "<rss><item><link>&x;http://h/</link></item></rss>",
    ):
        text = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{kind}'
        assert "secret" not in repr(listed(text.encode()))


def test_words_that_look_like_a_path_are_not_opened(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(RSS)
    assert listed(str(feed).encode()) is None


LAUGHS = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{}]>'.format(
    "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
)


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS + '<rss a="&l11;"><item><title>&l11;</title></item></rss>',
        LAUGHS + "<urlset><url><loc>&l11;</loc></url></urlset>",
        "<rss>" + "<item>" * 200_000,
        "<rss><item><title>" + "&lt;" * 1_000_000 + "</title><link>http://h/</link></item></rss>",
        "<rss><item>" + "<link/>" * 300_000 + "</item></rss>",
        "<rss>" + "<link/>" * 300_000 + "</rss>",
        "<rss><item><link " + " ".join(f'a{n}="1"' for n in range(100_000)) + ">http://h/</link></item></rss>",
        "<rss><item><pubDate>" + "1 " * 1_000_000 + "</pubDate><link>http://h/</link></item></rss>",
        "<rss><item><title>" + "<![CDATA[" * 500_000,
        "<feed>" + '<entry xml:base="a/">' * 200 + '<link href="x"/>',
        "<urlset><url>" + "<loc/>" * 300_000 + "</url></urlset>",
        "<urlset><url><loc>" + "x" * 5_000_000 + "</loc></url></urlset>",
        '<rss x:y="1"><item x:z="2"><x:title>a</x:title><link>http://h/</link></item></rss>',
    ],
)
def test_hostile_lists_end_and_give_little(content: str) -> None:
    entries = listed(content.encode()) or []
    assert sum(len(entry.url) + len(entry.title or "") for entry in entries) < 20_000


def test_more_tags_than_a_list_can_need_are_refused() -> None:
    with pytest.raises(InputError):
        listed(b"<urlset>" + b"<a/>" * 2_100_000)


def test_a_sitemap_gives_as_many_addresses_as_it_may_hold() -> None:
    assert len(listed(b"<urlset>" + b"<url><loc>http://h/</loc></url>" * 50_001 + b"</urlset>") or []) == 50_000


@given(st.binary() | st.sampled_from([RSS, ATOM, RDF, NEWS, INDEX]).flatmap(lambda text: cuts(text.encode())))
def test_no_bytes_break_it(content: bytes) -> None:
    try:
        found = listed(content, address="http://gazette.example/")
    except InputError:
        return
    assert found is None or all(entry.url for entry in found)


def cuts(content: bytes) -> st.SearchStrategy[bytes]:
    """A document with a piece taken out, doubled or replaced by noise."""
    places = st.tuples(st.integers(0, len(content)), st.integers(0, len(content)), st.binary(max_size=8))
    return places.map(lambda cut: content[: cut[0]] + cut[2] + content[cut[1] :])
