CREATE TABLE actors(actor UINTEGER NOT NULL, "name" VARCHAR NOT NULL, "type" VARCHAR NOT NULL);
CREATE TABLE appearances(article UINTEGER NOT NULL, number UINTEGER NOT NULL, "name" VARCHAR NOT NULL, "type" VARCHAR NOT NULL, mentions STRUCT("start" UINTEGER, stop UINTEGER, confidence DOUBLE)[] NOT NULL, roles STRUCT(title VARCHAR, "start" UINTEGER, stop UINTEGER)[] NOT NULL, members UINTEGER[] NOT NULL);
CREATE TABLE articles(article UINTEGER NOT NULL, "key" VARCHAR NOT NULL, "version" USMALLINT NOT NULL, latest BOOLEAN NOT NULL, id VARCHAR NOT NULL, url VARCHAR, title VARCHAR, outlet VARCHAR, authors VARCHAR[] NOT NULL, published VARCHAR, "day" DATE, "language" VARCHAR, "text" VARCHAR NOT NULL, text_hash HUGEINT NOT NULL, blocks STRUCT(kind VARCHAR, "start" UINTEGER, stop UINTEGER)[] NOT NULL, fetched TIMESTAMP WITH TIME ZONE, added TIMESTAMP WITH TIME ZONE NOT NULL, software VARCHAR NOT NULL);
CREATE TABLE attributions(attribution UINTEGER NOT NULL, article UINTEGER NOT NULL, number UINTEGER NOT NULL, "within" UINTEGER, kind VARCHAR NOT NULL, "type" VARCHAR, commitment VARCHAR, speaker_type VARCHAR, speaker UINTEGER, speaker_confidence DOUBLE, confidence DOUBLE NOT NULL, "time" UINTEGER, "source" STRUCT("start" UINTEGER, stop UINTEGER)[] NOT NULL, cue STRUCT("start" UINTEGER, stop UINTEGER)[] NOT NULL, "content" STRUCT("start" UINTEGER, stop UINTEGER)[] NOT NULL, "chain" STRUCT(speaker UINTEGER, relation VARCHAR, "start" UINTEGER, stop UINTEGER)[] NOT NULL, words UINTEGER NOT NULL, rejected BOOLEAN NOT NULL);
CREATE TABLE changes(article UINTEGER NOT NULL, change VARCHAR NOT NULL, attribution UINTEGER NOT NULL);
CREATE TABLE corrections(correction UINTEGER NOT NULL, kind VARCHAR NOT NULL, article UINTEGER NOT NULL, "start" UINTEGER NOT NULL, stop UINTEGER NOT NULL, other_article UINTEGER, other_start UINTEGER, other_stop UINTEGER, speaker VARCHAR, was VARCHAR, note VARCHAR, made_by VARCHAR NOT NULL, made TIMESTAMP WITH TIME ZONE NOT NULL, undone TIMESTAMP WITH TIME ZONE);
CREATE TABLE dropped(attribution UINTEGER NOT NULL);
CREATE TABLE fetches(url VARCHAR NOT NULL, etag VARCHAR, modified VARCHAR, status USMALLINT NOT NULL, fetched TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE identities(article UINTEGER NOT NULL, appearance UINTEGER NOT NULL, actor UINTEGER NOT NULL, reason VARCHAR NOT NULL, confidence DOUBLE NOT NULL);
CREATE TABLE migrations(migration USMALLINT NOT NULL, "name" VARCHAR NOT NULL, applied TIMESTAMP WITH TIME ZONE NOT NULL, software VARCHAR NOT NULL);
CREATE TABLE pages(page HUGEINT NOT NULL, "name" VARCHAR NOT NULL, "source" VARCHAR NOT NULL, run UINTEGER NOT NULL, outcome VARCHAR NOT NULL, article UINTEGER, "error" VARCHAR, reason VARCHAR, attempts USMALLINT NOT NULL, seen TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE places(article UINTEGER NOT NULL, number UINTEGER NOT NULL, "start" UINTEGER NOT NULL, stop UINTEGER NOT NULL, "name" VARCHAR NOT NULL, kind VARCHAR NOT NULL, lat DOUBLE NOT NULL, lon DOUBLE NOT NULL, geonames UINTEGER, country VARCHAR, confidence DOUBLE NOT NULL);
CREATE TABLE postings(term UINTEGER NOT NULL, attribution UINTEGER NOT NULL, count UTINYINT NOT NULL);
CREATE TABLE quantities(article UINTEGER NOT NULL, number UINTEGER NOT NULL, "start" UINTEGER NOT NULL, stop UINTEGER NOT NULL, "value" DOUBLE, low DOUBLE, high DOUBLE, unit VARCHAR, counted VARCHAR, counted_start UINTEGER, counted_stop UINTEGER, about BOOLEAN NOT NULL, part_of UINTEGER);
CREATE TABLE recent_postings(term UINTEGER NOT NULL, attribution UINTEGER NOT NULL, count UTINYINT NOT NULL);
CREATE TABLE runs(run UINTEGER NOT NULL, command VARCHAR NOT NULL, sources VARCHAR[] NOT NULL, started TIMESTAMP WITH TIME ZONE NOT NULL, ended TIMESTAMP WITH TIME ZONE, software VARCHAR NOT NULL);
CREATE TABLE signatures(attribution UINTEGER NOT NULL, a UBIGINT NOT NULL, b UBIGINT NOT NULL, c UBIGINT NOT NULL, d UBIGINT NOT NULL);
CREATE TABLE times(article UINTEGER NOT NULL, number UINTEGER NOT NULL, "start" UINTEGER NOT NULL, stop UINTEGER NOT NULL, "type" VARCHAR NOT NULL, "value" VARCHAR, modifier VARCHAR, since VARCHAR, "until" VARCHAR);
CREATE VIEW statements AS SELECT s.attribution, s.article, s.number, array_to_string(list_transform(s."content", (lambda piece: a."text"[(piece."start" + 1):piece.stop])), ' … ') AS "content", array_to_string(list_transform(s.cue, (lambda piece: a."text"[(piece."start" + 1):piece.stop])), ' … ') AS cue, array_to_string(list_transform(s."source", (lambda piece: a."text"[(piece."start" + 1):piece.stop])), ' … ') AS "source", COALESCE(k."name", n."names"[(s.speaker + 1)]) AS speaker, i.actor, s.speaker_type, s.kind, s."type", s.commitment, s.confidence, list_transform(s."chain", (lambda step: n."names"[(step.speaker + 1)])) AS "chain", t."value" AS said, a.outlet, a."day", a.title, a.url, list_min(list_transform(s."content", (lambda piece: piece."start"))) AS "start", list_max(list_transform(s."content", (lambda piece: piece.stop))) AS stop FROM (((((attributions AS s INNER JOIN articles AS a ON ((a.article = s.article))) LEFT JOIN (SELECT article, list("name" ORDER BY number) AS "names" FROM appearances GROUP BY article) AS n ON ((n.article = s.article))) LEFT JOIN identities AS i ON (((i.article = s.article) AND (i.appearance = s.speaker)))) LEFT JOIN actors AS k ON ((k.actor = i.actor))) LEFT JOIN times AS t ON (((t.article = s.article) AND (t.number = s."time")))) WHERE (a.latest AND (NOT s.rejected));
INSERT INTO appearances VALUES ('1', '0', 'Mara Vane', 'person', '[{''start'': 56, ''stop'': 65, ''confidence'': 0.97}]', '[{''title'': Ostmark water minister, ''start'': 32, ''stop'': 54}]', '[]');
INSERT INTO appearances VALUES ('1', '1', 'Tobias Aldous', 'person', '[{''start'': 121, ''stop'': 134, ''confidence'': 0.97}]', '[{''title'': chairman of Aldous Hydro, ''start'': 136, ''stop'': 160}]', '[]');
INSERT INTO appearances VALUES ('1', '2', 'Ostmark Courier', 'organisation', '[]', '[]', '[]');
INSERT INTO appearances VALUES ('2', '0', 'Mara Vane', 'person', '[{''start'': 90, ''stop'': 99, ''confidence'': 0.97}]', '[{''title'': Ostmark water minister, ''start'': 101, ''stop'': 123}]', '[]');
INSERT INTO appearances VALUES ('2', '1', 'Haven Post', 'organisation', '[]', '[]', '[]');
INSERT INTO appearances VALUES ('2', '2', 'Nordwire', 'organisation', '[{''start'': 141, ''stop'': 149, ''confidence'': 0.97}]', '[]', '[]');
INSERT INTO appearances VALUES ('3', '0', 'Tobias Aldous', 'person', '[{''start'': 82, ''stop'': 95, ''confidence'': 0.97}]', '[{''title'': chairman of Aldous Hydro, ''start'': 97, ''stop'': 121}]', '[]');
INSERT INTO appearances VALUES ('3', '1', 'Selwick Times', 'organisation', '[]', '[]', '[]');
INSERT INTO appearances VALUES ('3', '2', 'Nordwire', 'organisation', '[{''start'': 142, ''stop'': 150, ''confidence'': 0.97}]', '[]', '[]');
INSERT INTO appearances VALUES ('4', '0', 'Ines Quill', 'person', '[{''start'': 95, ''stop'': 105, ''confidence'': 0.97}]', '[{''title'': secretary of the dockers’ union, ''start'': 107, ''stop'': 138}]', '[]');
INSERT INTO appearances VALUES ('4', '1', 'The Lantern', 'organisation', '[]', '[]', '[]');
INSERT INTO appearances VALUES ('5', '0', 'Mara Vane', 'person', '[{''start'': 40, ''stop'': 49, ''confidence'': 0.97}]', '[]', '[]');
INSERT INTO appearances VALUES ('5', '1', 'the engineers', 'group', '[{''start'': 19, ''stop'': 32, ''confidence'': 0.97}, {''start'': 55, ''stop'': 68, ''confidence'': 0.97}]', '[]', '[]');
INSERT INTO appearances VALUES ('5', '2', 'Ostmark Courier', 'organisation', '[]', '[]', '[]');
INSERT INTO articles VALUES ('1', 'https://courier.example/news/dam-is-safe', '1', 'true', 'courier-1', 'https://courier.example/news/dam-is-safe', 'Dam is safe, says minister', 'Ostmark Courier', '[Pell Marsh]', '2024-03-04', '2024-03-04', 'en', 'Dam is safe, says minister

The Ostmark water minister, Mara Vane, said on Monday, that “the dam at Selwick will hold”.

Tobias Aldous, chairman of Aldous Hydro, insisted that no crack had been found.', '1054147932631420345831499572544191615', '[{''kind'': headline, ''start'': 0, ''stop'': 26}, {''kind'': paragraph, ''start'': 28, ''stop'': 119}, {''kind'': paragraph, ''start'': 121, ''stop'': 200}]', '2024-03-20 12:00:00+00', '2026-11-25 14:11:27.095186+00', 'onrecord 0.1.0');
INSERT INTO articles VALUES ('2', 'https://post.example/2024/03/05/gates', '1', 'true', 'post-2', 'https://post.example/2024/03/05/gates', 'Gates of Selwick dam to open', 'Haven Post', '[Pell Marsh]', '2024-03-05', '2024-03-05', 'en', 'Gates of Selwick dam to open

The gates of the dam will be opened before the autumn rain, Mara Vane, Ostmark water minister, told reporters, Nordwire reported.', '221181484054917176996528303867745084', '[{''kind'': headline, ''start'': 0, ''stop'': 28}, {''kind'': paragraph, ''start'': 30, ''stop'': 159}]', '2024-03-20 12:00:00+00', '2026-11-25 14:11:27.095186+00', 'onrecord 0.1.0');
INSERT INTO articles VALUES ('3', 'https://times.example/rain', '1', 'true', 'times-3', 'https://times.example/rain', 'Rain worries Selwick', 'Selwick Times', '[Pell Marsh]', '2024-03-05T18:30:00+00:00', '2024-03-05', 'en', 'Rain worries Selwick

The gates of the dam will be opened before the autumn rain, Tobias Aldous, chairman of Aldous Hydro, said, according to Nordwire.', '944498112143875319086241229392835603', '[{''kind'': headline, ''start'': 0, ''stop'': 20}, {''kind'': paragraph, ''start'': 22, ''stop'': 151}]', '2024-03-20 12:00:00+00', '2026-11-25 14:11:27.095186+00', 'onrecord 0.1.0');
INSERT INTO articles VALUES ('4', 'https://lantern.example/port', '1', 'true', 'lantern-4', 'https://lantern.example/port', 'Haven port stands still', 'The Lantern', '[Pell Marsh]', '2024-03-06', '2024-03-06', 'en', 'Haven port stands still

About 300 dockers walked out. “We will not load a single crate,” said Ines Quill, secretary of the dockers’ union.', '622820474050721399838546960697592122', '[{''kind'': headline, ''start'': 0, ''stop'': 23}, {''kind'': paragraph, ''start'': 25, ''stop'': 139}]', '2024-03-20 12:00:00+00', '2026-11-25 14:11:27.095186+00', 'onrecord 0.1.0');
INSERT INTO articles VALUES ('5', 'https://courier.example/news/engineers', '1', 'true', 'courier-5', 'https://courier.example/news/engineers', 'Minister passes on the engineers’ word', 'Ostmark Courier', '[Pell Marsh]', '2024-03-06', '2024-03-06', 'en', 'Minister passes on the engineers’ word

Mara Vane said the engineers had assured her that the spillway was dry.', '987887126495418064987209838193067830', '[{''kind'': headline, ''start'': 0, ''stop'': 38}, {''kind'': paragraph, ''start'': 40, ''stop'': 111}]', '2024-03-20 12:00:00+00', '2026-11-25 14:11:27.095186+00', 'onrecord 0.1.0');
INSERT INTO attributions VALUES ('1', '1', '0', NULL, 'direct', 'assertion', 'plain', 'person', '0', '0.95', '0.9', NULL, '[{''start'': 56, ''stop'': 65}]', '[{''start'': 67, ''stop'': 71}]', '[{''start'': 88, ''stop'': 118}]', '[{''speaker'': 2, ''relation'': published by, ''start'': NULL, ''stop'': NULL}]', '6', 'false');
INSERT INTO attributions VALUES ('2', '1', '1', NULL, 'indirect', 'assertion', 'claimed', 'person', '1', '0.95', '0.9', NULL, '[{''start'': 121, ''stop'': 134}]', '[{''start'': 162, ''stop'': 170}]', '[{''start'': 176, ''stop'': 199}]', '[{''speaker'': 2, ''relation'': published by, ''start'': NULL, ''stop'': NULL}]', '5', 'false');
INSERT INTO attributions VALUES ('3', '2', '0', NULL, 'indirect', 'assertion', 'plain', 'person', '0', '0.95', '0.9', NULL, '[{''start'': 90, ''stop'': 99}]', '[{''start'': 125, ''stop'': 129}]', '[{''start'': 30, ''stop'': 88}]', '[{''speaker'': 1, ''relation'': published by, ''start'': NULL, ''stop'': NULL}, {''speaker'': 2, ''relation'': reported by, ''start'': 141, ''stop'': 149}]', '12', 'false');
INSERT INTO attributions VALUES ('4', '3', '0', NULL, 'indirect', 'assertion', 'plain', 'person', '0', '0.95', '0.9', NULL, '[{''start'': 82, ''stop'': 95}]', '[{''start'': 123, ''stop'': 127}]', '[{''start'': 22, ''stop'': 80}]', '[{''speaker'': 1, ''relation'': published by, ''start'': NULL, ''stop'': NULL}, {''speaker'': 2, ''relation'': reported by, ''start'': 142, ''stop'': 150}]', '12', 'false');
INSERT INTO attributions VALUES ('5', '4', '0', NULL, 'direct', 'assertion', 'plain', 'person', '0', '0.95', '0.9', NULL, '[{''start'': 95, ''stop'': 105}]', '[{''start'': 90, ''stop'': 94}]', '[{''start'': 55, ''stop'': 89}]', '[{''speaker'': 1, ''relation'': published by, ''start'': NULL, ''stop'': NULL}]', '7', 'false');
INSERT INTO attributions VALUES ('6', '5', '0', NULL, 'indirect', 'assertion', 'plain', 'person', '0', '0.95', '0.9', NULL, '[{''start'': 40, ''stop'': 49}]', '[{''start'': 50, ''stop'': 54}]', '[{''start'': 55, ''stop'': 110}]', '[{''speaker'': 2, ''relation'': published by, ''start'': NULL, ''stop'': NULL}]', '10', 'false');
INSERT INTO attributions VALUES ('7', '5', '1', '0', 'indirect', 'assertion', 'plain', 'group', '1', '0.95', '0.9', NULL, '[{''start'': 19, ''stop'': 32}]', '[{''start'': 73, ''stop'': 80}]', '[{''start'': 90, ''stop'': 110}]', '[{''speaker'': 2, ''relation'': published by, ''start'': NULL, ''stop'': NULL}]', '4', 'false');
INSERT INTO migrations VALUES ('1', 'first', '2026-11-25 14:11:27.03216+00', 'onrecord 0.1.0');
INSERT INTO pages VALUES ('1223151300951444607545270819241409177', 'post-2.html', 'post-2.html', '1', 'read', '2', NULL, NULL, '1', '2026-11-25 14:11:27.095186+00');
INSERT INTO pages VALUES ('21136244979989315339199752739237901', 'times-3.html', 'times-3.html', '1', 'read', '3', NULL, NULL, '1', '2026-11-25 14:11:27.095186+00');
INSERT INTO pages VALUES ('21243472541997329223003181467723662', 'lantern-4.html', 'lantern-4.html', '1', 'read', '4', NULL, NULL, '1', '2026-11-25 14:11:27.095186+00');
INSERT INTO pages VALUES ('588991045195408586714894566660758412', 'courier-5.html', 'courier-5.html', '1', 'read', '5', NULL, NULL, '1', '2026-11-25 14:11:27.095186+00');
INSERT INTO pages VALUES ('663963795212023968914530852882087367', 'courier-1.html', 'courier-1.html', '1', 'read', '1', NULL, NULL, '1', '2026-11-25 14:11:27.095186+00');
INSERT INTO places VALUES ('1', '0', '100', '107', 'Selwick', 'city', '54.321', '-1.875', '900001', 'GB', '0.8');
INSERT INTO places VALUES ('2', '0', '9', '16', 'Selwick', 'city', '54.321', '-1.875', '900001', 'GB', '0.8');
INSERT INTO places VALUES ('3', '0', '13', '20', 'Selwick', 'city', '54.321', '-1.875', '900001', 'GB', '0.8');
INSERT INTO postings VALUES ('1011183078', '1', '1');
INSERT INTO postings VALUES ('1011183078', '3', '3');
INSERT INTO postings VALUES ('1011183078', '4', '3');
INSERT INTO postings VALUES ('1011183078', '6', '2');
INSERT INTO postings VALUES ('1011183078', '7', '1');
INSERT INTO postings VALUES ('124625402', '3', '1');
INSERT INTO postings VALUES ('124625402', '4', '1');
INSERT INTO postings VALUES ('1291270882', '2', '1');
INSERT INTO postings VALUES ('134610293', '5', '1');
INSERT INTO postings VALUES ('1351539574', '2', '1');
INSERT INTO postings VALUES ('1632237907', '1', '1');
INSERT INTO postings VALUES ('1739204639', '2', '1');
INSERT INTO postings VALUES ('1784151356', '1', '1');
INSERT INTO postings VALUES ('2219796482', '6', '1');
INSERT INTO postings VALUES ('2219796482', '7', '1');
INSERT INTO postings VALUES ('2405881382', '3', '1');
INSERT INTO postings VALUES ('2405881382', '4', '1');
INSERT INTO postings VALUES ('2411510829', '2', '1');
INSERT INTO postings VALUES ('2411510829', '6', '1');
INSERT INTO postings VALUES ('2824052108', '6', '1');
INSERT INTO postings VALUES ('2908104539', '3', '1');
INSERT INTO postings VALUES ('2908104539', '4', '1');
INSERT INTO postings VALUES ('2917005567', '6', '1');
INSERT INTO postings VALUES ('2917005567', '7', '1');
INSERT INTO postings VALUES ('3075639981', '3', '1');
INSERT INTO postings VALUES ('3075639981', '4', '1');
INSERT INTO postings VALUES ('3399952153', '5', '1');
INSERT INTO postings VALUES ('3627769262', '3', '1');
INSERT INTO postings VALUES ('3627769262', '4', '1');
INSERT INTO postings VALUES ('3668487020', '6', '1');
INSERT INTO postings VALUES ('3835015697', '6', '1');
INSERT INTO postings VALUES ('3860339365', '5', '1');
INSERT INTO postings VALUES ('3904355907', '5', '1');
INSERT INTO postings VALUES ('3973362638', '3', '1');
INSERT INTO postings VALUES ('3973362638', '4', '1');
INSERT INTO postings VALUES ('4286250477', '1', '1');
INSERT INTO postings VALUES ('4286250477', '3', '1');
INSERT INTO postings VALUES ('4286250477', '4', '1');
INSERT INTO postings VALUES ('454417831', '6', '1');
INSERT INTO postings VALUES ('454417831', '7', '1');
INSERT INTO postings VALUES ('478111769', '5', '1');
INSERT INTO postings VALUES ('501661262', '1', '1');
INSERT INTO postings VALUES ('501661262', '3', '1');
INSERT INTO postings VALUES ('501661262', '4', '1');
INSERT INTO postings VALUES ('501661262', '5', '1');
INSERT INTO postings VALUES ('520408184', '6', '1');
INSERT INTO postings VALUES ('533335303', '1', '1');
INSERT INTO postings VALUES ('621208605', '5', '1');
INSERT INTO postings VALUES ('69448500', '2', '1');
INSERT INTO postings VALUES ('734694925', '3', '1');
INSERT INTO postings VALUES ('734694925', '4', '1');
INSERT INTO quantities VALUES ('4', '0', '31', '34', '300.0', NULL, NULL, NULL, 'dockers', '35', '42', 'true', NULL);
INSERT INTO runs VALUES ('1', 'add world', '[world]', '2026-11-25 14:11:27.060041+00', '2026-11-25 14:11:27.343234+00', 'onrecord 0.1.0');
INSERT INTO signatures VALUES ('1', '11843293111294102593', '6582132530632985541', '12154977240053455372', '17389977347961674414');
INSERT INTO signatures VALUES ('2', '13045904336996066563', '280156720922797214', '13694214706135884112', '16632763224296173952');
INSERT INTO signatures VALUES ('3', '11912884468989717883', '12861651633379734555', '4275017659494019841', '1950771613753509865');
INSERT INTO signatures VALUES ('4', '11912884468989717883', '12861651633379734555', '4275017659494019841', '1950771613753509865');
INSERT INTO signatures VALUES ('5', '18050815163486684293', '2267366102701575066', '7275848227836939989', '7821917858985669166');
INSERT INTO signatures VALUES ('6', '9530939221598549955', '2790284268866099136', '816260614204931967', '14199563385381608732');
INSERT INTO signatures VALUES ('7', '17532243917773681211', '13664862135650458156', '17553180634695970624', '7889426391076532505');
INSERT INTO times VALUES ('1', '0', '75', '82', 'DATE', '2024-03-04', NULL, '2024-03-04', '2024-03-05');
