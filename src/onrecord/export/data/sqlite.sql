-- The file is written once, so no triggers keep the full text in step. Datasette finds it by `content="…"`, as it
-- stands here.
CREATE UNIQUE INDEX "attributions_place" ON "attributions" ("article", "number");
CREATE VIRTUAL TABLE "attributions_fts" USING fts5 (
    "content_words", "source_words", content="attributions", content_rowid="attribution",
    tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO "attributions_fts" ("attributions_fts") VALUES ('rebuild');
CREATE VIRTUAL TABLE "articles_fts" USING fts5 (
    "title", "text", content="articles", content_rowid="article",
    tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO "articles_fts" ("articles_fts") VALUES ('rebuild');

-- As the view of the same name in a ledger: the latest versions, less what a person rejected
CREATE VIEW "statements" AS
SELECT
    a."attribution", a."article", a."number",
    a."content_words" AS "content", a."cue_words" AS "cue", a."source_words" AS "source",
    coalesce(k."name", p."name") AS "speaker", a."actor", a."speaker_type",
    a."kind", a."type", a."commitment", a."confidence",
    (
        SELECT json_group_array("name")
        FROM (
            SELECT m."name"
            FROM json_each(a."chain") AS step
            JOIN "appearances" m ON m."article" = a."article" AND m."number" = json_extract(step.value, '$.speaker')
            ORDER BY step.key
        )
    ) AS "chain",
    s."value" AS "said",
    t."outlet", t."day", t."title", t."url",
    (SELECT min(json_extract(piece.value, '$.start')) FROM json_each(a."content") AS piece) AS "start",
    (SELECT max(json_extract(piece.value, '$.stop')) FROM json_each(a."content") AS piece) AS "stop"
FROM "attributions" a
JOIN "articles" t ON t."article" = a."article"
LEFT JOIN "appearances" p ON p."article" = a."article" AND p."number" = a."speaker"
LEFT JOIN "actors" k ON k."actor" = a."actor"
LEFT JOIN "times" s ON s."article" = a."article" AND s."number" = a."time"
WHERE t."latest" AND NOT a."rejected";
