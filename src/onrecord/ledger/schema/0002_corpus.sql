-- What only many articles together tell. All of it is derived, and can be made anew from the tables of the first form.

-- what each stage has done: an article that is not here, or in another state, has to be looked at (again)
CREATE TABLE built (
    stage VARCHAR NOT NULL,         -- copies | stories | claims | origins | conflicts
    article UINTEGER NOT NULL,
    state UBIGINT NOT NULL          -- hash of what the stage had read of it
);

-- sentences that stand in several articles, word for word or nearly; of one family are those that say the same so
CREATE TABLE passages (
    family UINTEGER NOT NULL,
    article UINTEGER NOT NULL,
    start UINTEGER NOT NULL,
    stop UINTEGER NOT NULL,
    words USMALLINT NOT NULL,       -- outside quotation marks
    aside BOOLEAN NOT NULL,         -- at an end of its article, about other things than the rest of it
    sure BOOLEAN NOT NULL           -- alone shows that it was copied: alike enough, and not all names and numbers
);
-- a family of sentences: of two articles or more, or what an outlet prints under its articles, which has no passages
CREATE TABLE families (
    family UINTEGER NOT NULL,
    head UINTEGER,                  -- the article that the others are likely to have it from
    articles UINTEGER NOT NULL,
    furniture BOOLEAN NOT NULL
);

-- an index, not for people: sentences that new ones are compared with, of families of one article too, ...
CREATE TABLE witnesses (
    witness UINTEGER NOT NULL,
    family UINTEGER NOT NULL,       -- the number of its first witness
    article UINTEGER NOT NULL,
    start UINTEGER NOT NULL,
    stop UINTEGER NOT NULL,
    aside BOOLEAN NOT NULL,
    plain BOOLEAN NOT NULL,         -- not all names and numbers
    code BLOB NOT NULL              -- a byte for each word outside quotation marks
);
-- ... hashes of runs of words, by which they are found, ...
CREATE TABLE sketches (
    hash UINTEGER NOT NULL,
    witness UINTEGER NOT NULL
);
-- ... and what of an article tells who had a text first; names are in lower case, without articles
CREATE TABLE printings (
    article UINTEGER NOT NULL,
    outlet VARCHAR,
    names VARCHAR[] NOT NULL,       -- what others may call its outlet
    credits VARCHAR[] NOT NULL,     -- whom it credits as a whole: in a credit line, byline or dateline
    day DATE,                       -- of its time, in UTC
    time TIMESTAMP,                 -- in UTC; null where only a day is known
    words UINTEGER NOT NULL,        -- outside quotation marks
    tie UINTEGER NOT NULL,          -- hash of its key: decides between those that are alike in all else
    credited BOOLEAN NOT NULL,      -- by an article that shares words with it
    crediting BOOLEAN NOT NULL      -- the outlet of an article that shares words with it
);

-- who copied from whom: a row an article and likely original. Articles that copied the same original have a row each
CREATE TABLE copies (
    article UINTEGER NOT NULL,      -- the copy
    original UINTEGER NOT NULL,     -- the article that it is likely to have the words from
    words UINTEGER NOT NULL,        -- that they share, outside quotation marks
    share DOUBLE NOT NULL,          -- of the copy's words, 0 to 1
    original_share DOUBLE NOT NULL, -- of the original's words
    reason VARCHAR NOT NULL,        -- why the other is the likely original
    confidence DOUBLE NOT NULL,
    passages STRUCT(start UINTEGER, stop UINTEGER, original_start UINTEGER, original_stop UINTEGER)[] NOT NULL
);

-- articles about one happening
CREATE TABLE stories (
    story UINTEGER NOT NULL,
    title VARCHAR NOT NULL,
    since DATE,                     -- days of the first and the last article
    until DATE,
    articles UINTEGER NOT NULL
);
CREATE TABLE story_articles (
    story UINTEGER NOT NULL,
    article UINTEGER NOT NULL,
    confidence DOUBLE NOT NULL
);

-- indexes, not for people: by what articles are put together to stories
CREATE TABLE story_terms (
    article UINTEGER NOT NULL,
    state UBIGINT NOT NULL,         -- of the article when it was read for this
    day DOUBLE,                     -- of publication, since 1970, with the time of day as its fraction
    terms UINTEGER[] NOT NULL,      -- hashes of stems, as in `postings`
    weights UTINYINT[] NOT NULL     -- of each: how much it weighs there; 128 more for a name
);
CREATE TABLE story_postings (       -- the terms that tell most of each article
    term UINTEGER NOT NULL,
    article UINTEGER NOT NULL,
    day DOUBLE
);
CREATE TABLE story_frequencies (    -- in how many articles a term stands: the sum of its rows
    term UINTEGER NOT NULL,
    articles INTEGER NOT NULL
);
CREATE TABLE story_lines (          -- the last paragraphs of each article: what an outlet prints under all of them
    line UBIGINT NOT NULL,
    article UINTEGER NOT NULL
);
CREATE SEQUENCE story_numbers;

-- a claim: statements of one proposition, in whatever words, and those that deny it
CREATE TABLE claims (
    claim UINTEGER NOT NULL,
    story UINTEGER,                 -- the one that most of its articles belong to
    text VARCHAR NOT NULL,          -- as the clearest of its statements puts it
    attribution UINTEGER NOT NULL,  -- that statement
    since DATE,                     -- days of the first and the last statement
    until DATE,
    statements UINTEGER NOT NULL,
    articles UINTEGER NOT NULL,
    denials UINTEGER NOT NULL,      -- how many of the statements deny it
    origins UINTEGER,               -- independent origins that assert it: the likeliest count, and the range
    least UINTEGER,
    most UINTEGER,
    named UINTEGER,                 -- of `origins`, how many have a name
    why VARCHAR                     -- why the count is a range, where it is
);
CREATE TABLE claim_statements (
    claim UINTEGER NOT NULL,
    attribution UINTEGER NOT NULL,
    article UINTEGER NOT NULL,
    start UINTEGER NOT NULL,        -- the part of its content that says so
    stop UINTEGER NOT NULL,
    stance VARCHAR NOT NULL,        -- says | denies
    confidence DOUBLE NOT NULL,
    reason VARCHAR NOT NULL
);
-- perhaps the same: two claims of one story that nothing rules out to be one, and that were not put together
CREATE TABLE near_claims (
    claim UINTEGER NOT NULL,        -- the lower number of the two
    other UINTEGER NOT NULL,
    likelihood DOUBLE NOT NULL      -- that they are one claim, as their clearest statements have it
);
-- an index, not for people: hashes by which a claim is found again in another story
CREATE TABLE claim_keys (
    key UBIGINT NOT NULL,
    claim UINTEGER NOT NULL
);
CREATE SEQUENCE claim_numbers;      -- a number is never given twice

-- where a claim comes from
CREATE TABLE origins (
    claim UINTEGER NOT NULL,
    number UINTEGER NOT NULL,       -- from 0 within the claim
    name VARCHAR NOT NULL,          -- who it is; of the unnamed, what is said of them
    kind VARCHAR NOT NULL,          -- named | unnamed | outlet (on its own authority) | unknown (nobody is behind it)
    actor UINTEGER,
    medium VARCHAR,                 -- who had it from them first, as far as the texts tell
    certain BOOLEAN NOT NULL,       -- false: may be one of the others
    attribution UINTEGER NOT NULL,  -- the earliest statement that has it from there
    reason VARCHAR NOT NULL
);
-- how a claim spread: a row a statement
CREATE TABLE spread (
    claim UINTEGER NOT NULL,
    attribution UINTEGER NOT NULL,
    origin UINTEGER,                -- number in `origins`; null where the statement denies the claim
    parent UINTEGER,                -- the statement (attribution) that this one has it from; null: from the origin itself
    relation VARCHAR NOT NULL,      -- origin | copy | wire | cites | same speaker
    via VARCHAR,                    -- media between the two that have no article here
    reason VARCHAR NOT NULL
);

CREATE SEQUENCE conflict_numbers;
CREATE TABLE conflicts (
    conflict UINTEGER NOT NULL,
    kind VARCHAR NOT NULL,          -- quantity | denial | reversal | sum | date
    story UINTEGER,
    claim UINTEGER,
    other_claim UINTEGER,
    attribution UINTEGER,           -- one side's evidence
    other_attribution UINTEGER,     -- the other side's, where there is one
    article UINTEGER NOT NULL,      -- where the words of the one side stand
    start UINTEGER NOT NULL,
    stop UINTEGER NOT NULL,
    day DATE,                       -- when both sides were in print
    reason VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL
);
