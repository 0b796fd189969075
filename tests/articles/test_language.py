"""Which articles are refused for their language."""

import pytest

from onrecord.articles import to_article
from onrecord.articles.language import language_of
from onrecord.errors import ForeignLanguage
from onrecord.records import Page

FOREIGN = {
    "German": "Der Rat der Stadt wird eine neue Brücke über den Fluss bauen, sagte die Bürgermeisterin am Montag. "
    "Die Arbeiten sollen noch vor dem Ende des Jahres beginnen, und sie werden wohl drei Jahre dauern.",
    "French": "La ville va construire un nouveau pont sur la rivière, a déclaré lundi la maire. Les travaux doivent "
    "commencer avant la fin de l'année et ils devraient durer trois ans, selon le conseil municipal.",
    "Spanish": "La ciudad construirá un nuevo puente sobre el río, dijo el lunes la alcaldesa. Las obras deben "
    "comenzar antes de fin de año y se espera que duren tres años, según el ayuntamiento.",
    "Dutch": "De stad gaat een nieuwe brug over de rivier bouwen, zei de burgemeester maandag. Het werk moet voor het "
    "einde van het jaar beginnen en zal naar verwachting drie jaar duren, aldus de gemeenteraad.",
    "Ukrainian": "Місто збудує новий міст через річку, повідомила в понеділок мерка. Роботи мають розпочатися до "
    "кінця року і, за словами міської ради, триватимуть три роки.",
    "Russian": "Город построит новый мост через реку, сообщила в понедельник мэр. Работы должны начаться до конца "
    "года и, по словам городского совета, продлятся три года.",
    "Polish": "Miasto zbuduje nowy most na rzece, powiedziała w poniedziałek burmistrz. Prace mają się rozpocząć "
    "przed końcem roku i potrwają trzy lata, jak podała rada miasta.",
    "Swahili": "Mji utajenga daraja jipya juu ya mto, alisema meya siku ya Jumatatu. Kazi hiyo inatarajiwa kuanza "
    "kabla ya mwisho wa mwaka na itachukua miaka mitatu, kwa mujibu wa baraza la mji.",
}


def page(text: str) -> Page:
    return Page("a.txt", text.encode())


@pytest.mark.parametrize("name", FOREIGN)
def test_another_language_is_refused_by_name(name: str) -> None:
    with pytest.raises(ForeignLanguage, match=rf"a\.txt: the article is in {name}, and only English is read; --force"):
        to_article(page(FOREIGN[name]))


@pytest.mark.parametrize("name", FOREIGN)
def test_force_reads_another_language(name: str) -> None:
    assert to_article(page(FOREIGN[name]), force=True).text == FOREIGN[name]


@pytest.mark.parametrize(
    "text",
    [
        "Calm in Kyiv.",
        "No comment, said Müller.",
        "Non, je ne regrette rien.",
        "“Ja,” sagte er.",
        "Results: Alba 2, Bergen 1; Celje 0, Dunav 0.",
    ],
)
def test_a_text_too_short_to_tell_is_read(text: str) -> None:
    assert to_article(page(text)).language is None


def test_english_in_capital_letters_is_english() -> None:
    text = "THE MAYOR SAID ON MONDAY THAT THE CITY WOULD BUILD A NEW BRIDGE OVER THE RIVER, AND THAT WORK HAD BEGUN."
    assert language_of(text * 2) == "en"


def test_english_with_many_foreign_names_is_english() -> None:
    text = (
        "Wojciech Szczęsny, Nguyễn Văn Tám, Recep Yıldırım and Þórdís Guðmundsdóttir met Abdulrahman bin Khalifa "
        "al-Thawadi in Ouagadougou, where Aoife Ní Bhraonáin and Zdeněk Škromach had signed the Tegucigalpa accord."
    )
    assert language_of(text) in ("en", None)
    assert language_of(text + " Nobody else had been invited to the ceremony, the mayor said.") == "en"


def test_an_english_article_with_a_long_foreign_quotation_is_english() -> None:
    text = "The mayor answered in German on Monday and would not be translated, the newspaper said, to much applause. "
    assert language_of(text * 3 + FOREIGN["German"][:100]) == "en"
