-- The first form of a ledger. A migration is never changed once it is released; the next one is a new file.
-- Offsets are characters into articles.text; "stop" is exclusive. Numbers within an article count from 0.

-- one row a migration that this ledger has been through
CREATE TABLE migrations (
    migration USMALLINT NOT NULL,
    name VARCHAR NOT NULL,
    applied TIMESTAMPTZ NOT NULL,
    software VARCHAR NOT NULL
);

-- one row a run of `add`, `retry` or `reread`; `ended` is null while it runs and where it was killed
CREATE TABLE runs (
    run UINTEGER NOT NULL,
    command VARCHAR NOT NULL,
    sources VARCHAR[] NOT NULL,
    started TIMESTAMPTZ NOT NULL,
    ended TIMESTAMPTZ,
    software VARCHAR NOT NULL
);

-- one row a page that was handed in: what became of it
CREATE TABLE pages (
    page HUGEINT NOT NULL,          -- hash of its bytes and of what was given along with it: 120 bits, so that it fits DECIMAL(38)
    name VARCHAR NOT NULL,          -- what messages call it: a path, an address, file.jsonl:12
    source VARCHAR NOT NULL,        -- what was handed to `add`, to be opened again
    run UINTEGER NOT NULL,
    outcome VARCHAR NOT NULL,       -- read | same (already there under another page) | changed (a newer version) | failed
    article UINTEGER,               -- null where it failed
    error VARCHAR,                  -- class of the error where it failed
    reason VARCHAR,
    attempts USMALLINT NOT NULL,
    seen TIMESTAMPTZ NOT NULL
);

-- what a server said of an address, for conditional requests
CREATE TABLE fetches (
    url VARCHAR NOT NULL,
    etag VARCHAR,
    modified VARCHAR,
    status USMALLINT NOT NULL,
    fetched TIMESTAMPTZ NOT NULL
);

-- one row a version of an article; an article is known by its `key`
CREATE TABLE articles (
    article UINTEGER NOT NULL,
    key VARCHAR NOT NULL,           -- its address without what only tracks; else the id given with it, else its file, else a hash
    version USMALLINT NOT NULL,     -- from 1
    latest BOOLEAN NOT NULL,
    id VARCHAR NOT NULL,            -- Article.id
    url VARCHAR,
    title VARCHAR,
    outlet VARCHAR,
    authors VARCHAR[] NOT NULL,
    published VARCHAR,              -- ISO 8601, as precise as the page is
    day DATE,                       -- of `published`, else of `fetched`
    language VARCHAR,
    text VARCHAR NOT NULL,
    text_hash HUGEINT NOT NULL,     -- of the text in UTF-8: 120 bits
    blocks STRUCT(kind VARCHAR, start UINTEGER, stop UINTEGER)[] NOT NULL,
    fetched TIMESTAMPTZ,
    added TIMESTAMPTZ NOT NULL,
    software VARCHAR NOT NULL       -- what read it: the version of onrecord and of its weights
);

CREATE TABLE attributions (
    attribution UINTEGER NOT NULL,
    article UINTEGER NOT NULL,
    number UINTEGER NOT NULL,      -- its place in the article's list
    within UINTEGER,               -- number of the one in whose content it stands
    kind VARCHAR NOT NULL,
    type VARCHAR,
    commitment VARCHAR,
    speaker_type VARCHAR,
    speaker UINTEGER,              -- number in `appearances`
    speaker_confidence DOUBLE,
    confidence DOUBLE NOT NULL,
    time UINTEGER,                 -- number in `times`
    source STRUCT(start UINTEGER, stop UINTEGER)[] NOT NULL,
    cue STRUCT(start UINTEGER, stop UINTEGER)[] NOT NULL,
    content STRUCT(start UINTEGER, stop UINTEGER)[] NOT NULL,
    chain STRUCT(speaker UINTEGER, relation VARCHAR, start UINTEGER, stop UINTEGER)[] NOT NULL, -- nearest first, without the speaker
    words UINTEGER NOT NULL,       -- how many terms its content has
    rejected BOOLEAN NOT NULL       -- by a person's correction
);

-- an actor as one article has it
CREATE TABLE appearances (
    article UINTEGER NOT NULL,
    number UINTEGER NOT NULL,
    name VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    mentions STRUCT(start UINTEGER, stop UINTEGER, confidence DOUBLE)[] NOT NULL,
    roles STRUCT(title VARCHAR, start UINTEGER, stop UINTEGER)[] NOT NULL,
    members UINTEGER[] NOT NULL
);

-- actors over articles, and which appearance is whose, with the reason; only what is named has one
CREATE TABLE actors (
    actor UINTEGER NOT NULL,
    name VARCHAR NOT NULL,          -- the fullest, then the most frequent
    type VARCHAR NOT NULL
);
CREATE TABLE identities (
    article UINTEGER NOT NULL,
    appearance UINTEGER NOT NULL,
    actor UINTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL
);

-- what a person set right; `undone` takes it back
CREATE TABLE corrections (
    correction UINTEGER NOT NULL,
    kind VARCHAR NOT NULL,          -- merge | split | speaker | reject
    article UINTEGER NOT NULL,
    start UINTEGER NOT NULL,        -- merge, split: a mention of the actor; speaker, reject: the attribution's content
    stop UINTEGER NOT NULL,
    other_article UINTEGER,         -- merge, split: a mention of the other actor
    other_start UINTEGER,
    other_stop UINTEGER,
    speaker VARCHAR,                -- speaker: the right name; null where nobody is behind it
    was VARCHAR,                    -- what the machine had said, as JSON
    note VARCHAR,
    made_by VARCHAR NOT NULL,
    made TIMESTAMPTZ NOT NULL,
    undone TIMESTAMPTZ
);

CREATE TABLE times (
    article UINTEGER NOT NULL,
    number UINTEGER NOT NULL,
    start UINTEGER NOT NULL,
    stop UINTEGER NOT NULL,
    type VARCHAR NOT NULL,
    value VARCHAR,
    modifier VARCHAR,
    since VARCHAR,
    until VARCHAR
);
CREATE TABLE quantities (
    article UINTEGER NOT NULL,
    number UINTEGER NOT NULL,
    start UINTEGER NOT NULL,
    stop UINTEGER NOT NULL,
    value DOUBLE,
    low DOUBLE,
    high DOUBLE,
    unit VARCHAR,
    counted VARCHAR,                -- what is counted
    counted_start UINTEGER,
    counted_stop UINTEGER,
    about BOOLEAN NOT NULL,
    part_of UINTEGER
);
CREATE TABLE places (
    article UINTEGER NOT NULL,
    number UINTEGER NOT NULL,
    start UINTEGER NOT NULL,
    stop UINTEGER NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    lat DOUBLE NOT NULL,
    lon DOUBLE NOT NULL,
    geonames UINTEGER,
    country VARCHAR,
    confidence DOUBLE NOT NULL
);

-- which statements came and went between two versions of an article
CREATE TABLE changes (
    article UINTEGER NOT NULL,      -- the newer version
    change VARCHAR NOT NULL,        -- came | went
    attribution UINTEGER NOT NULL   -- of the newer version where it came, of the older where it went
);

-- the full text index: terms are hashes of stems. `postings` is sorted by term; `recent_postings` is not yet
CREATE TABLE postings (term UINTEGER NOT NULL, attribution UINTEGER NOT NULL, count UTINYINT NOT NULL);
CREATE TABLE recent_postings (term UINTEGER NOT NULL, attribution UINTEGER NOT NULL, count UTINYINT NOT NULL);

-- 256 signs of the content's vector: the nearest by meaning differ in the fewest
CREATE TABLE signatures (
    attribution UINTEGER NOT NULL,
    a UBIGINT NOT NULL,
    b UBIGINT NOT NULL,
    c UBIGINT NOT NULL,
    d UBIGINT NOT NULL
);

-- attributions that are gone: their postings go with the next merging, and their numbers are not given again
CREATE TABLE dropped (attribution UINTEGER NOT NULL);

-- what most questions need, put together: statements of the latest versions, less what was rejected
CREATE VIEW statements AS
SELECT
    s.attribution,
    s.article,
    s.number,
    array_to_string(list_transform(s.content, lambda piece: a.text[piece.start + 1 : piece.stop]), ' … ') AS content,
    array_to_string(list_transform(s.cue, lambda piece: a.text[piece.start + 1 : piece.stop]), ' … ') AS cue,
    array_to_string(list_transform(s.source, lambda piece: a.text[piece.start + 1 : piece.stop]), ' … ') AS source,
    coalesce(k.name, n.names[s.speaker + 1]) AS speaker,
    i.actor,
    s.speaker_type,
    s.kind,
    s.type,
    s.commitment,
    s.confidence,
    list_transform(s.chain, lambda step: n.names[step.speaker + 1]) AS chain,
    t.value AS said,
    a.outlet,
    a.day,
    a.title,
    a.url,
    list_min(list_transform(s.content, lambda piece: piece.start)) AS start,
    list_max(list_transform(s.content, lambda piece: piece.stop)) AS stop
FROM attributions s
JOIN articles a ON a.article = s.article
LEFT JOIN (
    SELECT article, list(name ORDER BY number) AS names FROM appearances GROUP BY article
) n ON n.article = s.article
LEFT JOIN identities i ON i.article = s.article AND i.appearance = s.speaker
LEFT JOIN actors k ON k.actor = i.actor
LEFT JOIN times t ON t.article = s.article AND t.number = s.time
WHERE a.latest AND NOT s.rejected;
