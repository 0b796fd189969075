"""Who has a claim from whom: copies, wires, other media, as far as the ledger has their articles."""

from tests.corpus.origins.scene import a, counted, origins, scene, spread

OFFICIALS = "two officials"


def test_reprints_have_it_from_the_original_and_a_copy_of_a_copy_from_the_copy() -> None:
    told = [a(OFFICIALS, outlet, kind="unnamed") for outlet in ("Nordwire", "Haven Post", "Lantern")]
    found = scene(told, copies=[(2, 1), (3, 2)])
    assert counted(found) == (1, 1, 1, 0)
    assert spread(found) == {
        1: (0, None, "origin", None), 2: (0, 1, "copy", None), 3: (0, 2, "copy", None),
    }  # fmt: skip


def test_a_reprint_that_credits_the_agency_is_a_wire() -> None:
    told = [
        a(OFFICIALS, "Nordic Relay Agency", kind="unnamed"),
        a(OFFICIALS, "Echo", kind="unnamed", chain=(("NRA", "relayed by"),)),
    ]
    assert spread(scene(told, copies=[(2, 1)]))[2] == (0, 1, "wire", None)


def test_what_a_credited_agency_says_in_other_words_is_from_its_article() -> None:
    told = [
        a(OFFICIALS, "Nordic Relay Agency", kind="unnamed"),
        a("people in the know", "Echo", kind="unnamed", chain=(("NRA", "relayed by"),)),
    ]
    found = scene(told)
    assert spread(found)[2] == (0, 1, "wire", None)
    assert counted(found) == (1, 1, 1, 0)


def test_the_copy_that_is_dated_earlier_is_still_the_copy() -> None:
    told = [a(OFFICIALS, "Nordwire", "2024-03-05", kind="unnamed"), a(OFFICIALS, "Echo", "2024-03-04", kind="unnamed")]
    found = scene(told, copies=[(2, 1)])
    assert spread(found)[2][:3] == (0, 1, "copy")
    assert origins(found)[0][2] == "Nordwire"


def test_copies_of_an_original_that_is_not_among_the_statements_are_one_origin() -> None:
    told = [
        a("a doctor", outlet, kind="unnamed", claim=claim)
        for outlet, claim in (("Nordwire", 2), ("Echo", 1), ("Sun", 1))
    ]
    found = scene(told, copies=[(2, 1), (3, 1)])
    assert counted(found) == (1, 1, 1, 0)
    assert spread(found)[3] == (0, 2, "copy", None)


def test_a_paper_that_cites_another_has_it_from_that_papers_article() -> None:
    told = [
        a(OFFICIALS, "Haven Post", kind="unnamed", chain=(("Haven Post", "said to"),)),
        a("Haven Post", "Echo", "2024-03-05", kind="organisation", cue="reported"),
        a("the two men", "Lantern", "2024-03-06", kind="unnamed", chain=(("the Post", "cited by"),)),
    ]
    found = scene(told)
    assert counted(found) == (1, 1, 1, 0)
    assert {article: row[1:3] for article, row in spread(found).items()} == {
        1: (None, "origin"), 2: (1, "cites"), 3: (1, "cites"),
    }  # fmt: skip


def test_a_paper_that_the_reading_did_not_know_is_found_by_the_name_of_its_outlet() -> None:
    told = [
        a(OFFICIALS, "Meridian Press", kind="unnamed"),
        a("sources", "Echo", "2024-03-05", kind="unnamed", source="sources quoted by Meridian"),
    ]
    found = scene(told)
    assert spread(found)[2] == (0, 1, "cites", None)
    assert counted(found) == (1, 1, 1, 0)


def test_the_newspaper_is_the_paper_that_had_it_before() -> None:
    told = [
        a(OFFICIALS, "The Examiner", kind="unnamed"),
        a("SELWICK", "Nordwire", "2024-03-05", kind="organisation", source="the newspaper", cue="reported", sure=0.7),
    ]
    found = scene(told)
    assert spread(found)[2] == (0, 1, "cites", None)
    assert counted(found) == (1, 1, 1, 0)


def test_papers_that_cite_a_medium_without_an_article_here_are_one_origin_through_it() -> None:
    told = [
        a(OFFICIALS, "Echo", kind="unnamed", chain=(("World Dispatch", "cited by"),)),
        a("World Dispatch", "Lantern", "2024-03-05", kind="organisation", cue="reported"),
    ]
    found = scene(told)
    assert counted(found) == (1, 1, 1, 0)
    assert origins(found)[0][2] == "World Dispatch"
    assert spread(found)[1] == (0, None, "cites", "World Dispatch")


def test_papers_that_cite_each_other_are_one_origin_and_both_have_articles_here() -> None:
    told = [
        a("the Lantern", "Echo", kind="organisation", cue="reported"),
        a("the Echo", "Lantern", kind="organisation", cue="reported"),
    ]
    found = scene(told)
    assert counted(found)[:3] == (1, 1, 1)
    assert [row[1] for row in spread(found).values()].count(None) == 1
    assert not [row.reason for row in found.spread if "no article here" in row.reason]


def test_somebody_named_who_told_another_paper_stays_the_origin() -> None:
    told = [
        a("Ida Marsh", "Valley Herald"),
        a("Ida Marsh", "Echo", "2024-03-05", chain=(("Valley Herald", "said to"),)),
        a("Otto Rusch", "Echo", "2024-03-06", chain=(("Valley Herald", "said to"),)),
    ]
    found = scene(told)
    assert counted(found) == (2, 2, 2, 2)
    assert spread(found)[2] == (0, 1, "cites", None)
    assert spread(found)[3] == (1, None, "cites", "Valley Herald")


def test_who_reports_anothers_belief_is_the_origin() -> None:
    told = [
        a("they", kind="unnamed", chain=(("Mara Vane", "reported by"),), sure=0.4, type="fact"),
        a("Mara Vane", "Echo"),
    ]
    assert counted(scene(told))[1] == 1


def test_articles_that_copy_from_each_other_do_not_hang() -> None:
    told = [a("Mara Vane", "Echo"), a("Mara Vane", "Lantern"), a("Mara Vane", "Sun")]
    found = scene(told, copies=[(1, 2), (2, 3), (3, 1)])
    assert counted(found) == (1, 1, 1, 1)
    assert [row[1] for row in spread(found).values()].count(None) == 1


def test_a_hundred_reprints_are_one_origin() -> None:
    told = [a(OFFICIALS, f"Paper of town {n}", kind="unnamed") for n in range(100)]
    found = scene(told, copies=[(n, 1) for n in range(2, 101)])
    assert counted(found) == (1, 1, 1, 0)
    assert {row[1] for row in spread(found).values()} == {None, 1}


def test_hostile_names_and_texts_do_no_harm() -> None:
    told = [
        a("'; DROP TABLE claims; --", "\u202eEcho(", tail=" (" * 200),
        a("x" * 5000, "((((", kind="unnamed", lead="citing " * 40),
        a("the", "[a-z]+*", kind="organisation", chain=(("\\", "cited by"),)),
        a("\N{COMBINING ACUTE ACCENT}", None, kind="group"),
    ]
    likeliest, least, most, _ = counted(scene(told))
    assert 1 <= least <= likeliest <= most <= len(told)
