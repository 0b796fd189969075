"""Amounts that the text says are parts of another."""

import pytest

from onrecord.references.quantities import find_quantities

# text, and for each amount in order the place of its whole
CASES = [
    ("Ostmark owes 9.2 billion dollars. Of that total, $7.1 billion is old and $2.1 billion new.", [None, 0, 0]),
    ("Ostmark owes $9 billion. Of this, $4 billion went to roads and $1 billion to schools.", [None, 0, 0]),
    ("The raft held 12 people, including 3 children.", [None, 0]),
    ("The raft held 12 people, including 3 children and 2 sailors, and 5 drowned.", [None, 0, 0, None]),
    ("At least 50 people died in two storms, including 12 women.", [None, None, 0]),
    ("Of the 40 killed, 25 were sailors.", [None, 0]),
    ("Of the 40 killed, 25 were sailors, and 15 were guests.", [None, 0, 0]),
    ("The mayor said that of the 40 killed, 25 were sailors.", [None, 0]),
    ("Norrland counted a total of 90: 60 in the hills and 30 on the coast.", [None, 0, 0]),
    ("Norrland freed 90 people — 60 men and 30 women — at noon.", [None, 0, 0]),
    ("Norrland freed 90 people (60 men and 20 women).", [None, 0, 0]),
    ("The guard freed 50, among them 12 women.", [None, 0]),
    ("Half of the 300 homes burned.", [1, None]),
    ("Half the 300 homes burned.", [1, None]),
    ("They found 12 of the 40 boats.", [1, None]),
    ("The town has 300 guards; 25 of them are armed.", [None, 0]),
    ("The town has 300 guards. About half of them are armed.", [None, 0]),
    ("It sold 4,000 boats, of which 1,200 were new.", [None, 0]),
    ("The fund holds $90 million, of which $60 million is in bonds and $30 million in shares.", [None, 0, 0]),
    ("The ferry took 80 guests, 30 of whom were ill.", [None, 0]),
    ("They counted 60 in the hills and 30 on the coast, for a total of 90.", [2, 2, None]),
    ("Of the 200 farmers asked, 40 percent said yes and a third said no.", [None, 0, 0]),
    ("It earned $7.6 billion, and $2.9 billion of that came from ships.", [None, 0]),
    ("The crew of 30, made up of 20 men and 10 women, left.", [None, 0, 0]),
    ("The court spent $500 million. Of that amount, nearly $200 million paid for ships.", [None, 0]),
    # no wording links them
    ("Twelve sailors and three guests were hurt in five storms.", [None, None, None]),
    ("The port has 300 guards. It has 25 boats.", [None, None]),
    ("About 50,000 troops, including sailors, and more than 12 tanks came.", [None, None]),
    ("The raft held 12 people, including 3 tonnes of salt.", [None, None]),
    ("The raft held 12 people, including 40 children.", [None, None]),
    ("The poll reached three towns. Some 31 percent of those asked said no.", [None, None]),
]


@pytest.mark.parametrize(("text", "wholes"), CASES)
def test_parts_are_linked_where_wording_says_so(text: str, wholes: list[int | None]) -> None:
    assert [q.part_of for q in find_quantities(text, [(0, len(text))])] == wholes


def test_a_whole_may_stand_in_the_paragraph_before() -> None:
    text = "Ostmark owes $9 billion.\n\nOf that total, $4 billion is old."
    blocks = [(0, 24), (26, len(text))]
    assert [q.part_of for q in find_quantities(text, blocks)] == [None, 0]
